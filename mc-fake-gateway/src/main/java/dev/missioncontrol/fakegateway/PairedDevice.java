package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.List;

/**
 * A device in the gateway's records.
 *
 * @param displayName the name the client gave at its last connection, possibly empty
 * @param roles the approved roles
 * @param scopes the approved scopes
 * @param approvedVia {@code owner} or {@code silent}
 * @param approvedAt when it was approved last
 */
public record PairedDevice(
        DeviceId device,
        String displayName,
        List<String> roles,
        List<String> scopes,
        String approvedVia,
        Instant approvedAt) {
    public PairedDevice {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
