package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device that the gateway has a record of.
 *
 * @param deviceId the fingerprint of the device's key
 * @param displayName what the device calls itself
 * @param label what people called it
 * @param platform the platform that was pinned when it was approved
 * @param deviceFamily the family that was pinned when it was approved
 * @param clientId the program
 * @param clientMode how the program runs
 * @param presence whether it has an open connection
 * @param tokens its tokens, one for each role; never their text
 * @param approvedAt when it was approved
 * @param lastSeenAt when it last connected
 */
public record KnownDevice(
        DeviceId deviceId,
        @Nullable String displayName,
        @Nullable String label,
        @Nullable String platform,
        @Nullable String deviceFamily,
        @Nullable String clientId,
        @Nullable String clientMode,
        Presence presence,
        List<TokenSummary> tokens,
        @Nullable Instant approvedAt,
        @Nullable Instant lastSeenAt) {
    public KnownDevice {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(presence, "presence");
        tokens = List.copyOf(tokens);
    }

    /** Whether a device has an open connection. */
    public enum Presence {
        /** It has. */
        CONNECTED,
        /** It has not. */
        AWAY
    }

    /**
     * What the gateway tells of a device token.
     *
     * @param role the role it is for, as the gateway spells it
     * @param scopes the most it is good for, as the gateway spells them
     * @param createdAt when it was made
     * @param rotatedAt when it replaced another
     * @param revokedAt when it was revoked
     * @param lastUsedAt when it was last shown
     */
    public record TokenSummary(
            String role,
            List<String> scopes,
            @Nullable Instant createdAt,
            @Nullable Instant rotatedAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        public TokenSummary {
            Objects.requireNonNull(role, "role");
            scopes = List.copyOf(scopes);
        }
    }
}
