package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.List;

/**
 * A device that waits for approval.
 *
 * @param requestId what {@link FakeGateway#approve} takes
 * @param displayName the client's own name for itself, possibly empty
 * @param roles every role that is asked for
 * @param scopes every scope that is asked for
 * @param askedAt when this request was made; it ends five minutes after its last repetition
 */
public record PendingPairing(
        String requestId,
        DeviceId device,
        String displayName,
        List<String> roles,
        List<String> scopes,
        Instant askedAt) {
    public PendingPairing {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
