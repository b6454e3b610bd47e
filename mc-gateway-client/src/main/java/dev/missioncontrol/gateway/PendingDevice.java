package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for pairing that waits at the gateway. It lapses five minutes after it was last asked.
 *
 * @param requestId what to approve or reject
 * @param deviceId the fingerprint of the device's key
 * @param displayName what the device calls itself
 * @param platform what the device says it runs on
 * @param deviceFamily what kind of device it says it is
 * @param clientId the program
 * @param clientMode how the program runs
 * @param roles the roles it asks for, as the gateway spells them
 * @param scopes the scopes it asks for, as the gateway spells them
 * @param remoteAddress where it asked from; none for loopback
 * @param kind whether the gateway knows the device already
 * @param askedAt when it asked first
 */
public record PendingDevice(
        String requestId,
        DeviceId deviceId,
        @Nullable String displayName,
        @Nullable String platform,
        @Nullable String deviceFamily,
        @Nullable String clientId,
        @Nullable String clientMode,
        List<String> roles,
        List<String> scopes,
        @Nullable String remoteAddress,
        Kind kind,
        Instant askedAt) {
    public PendingDevice {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(deviceId, "deviceId");
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(askedAt, "askedAt");
    }

    /** Whether the gateway knows the device already. */
    public enum Kind {
        /** It never saw it. */
        FIRST,
        /** It has a record, and the device asks for more or for something else: {@code isRepair}. */
        REPAIR
    }
}
