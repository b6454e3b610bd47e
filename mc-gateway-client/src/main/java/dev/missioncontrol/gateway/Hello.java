package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's {@code hello-ok}: what this connection is and may do.
 *
 * @param protocol the wire protocol number, 4
 * @param access the live role and scopes of the connection, at most what was asked for
 * @param deviceToken the token of this device and role, to be kept over the one before
 * @param json the whole payload as the gateway sent it. It holds secrets ({@code deviceToken}, {@code recoveryScope}):
 *     never log it or pass it on as it is
 * @param tickInterval how often the gateway shows that it lives, clamped to 1 to 60 seconds
 * @param maxPayload the longest frame the gateway takes, in bytes, clamped to 26,214,400
 * @param serverVersion the gateway's version, empty if it does not say
 * @param connectionId the gateway's name for this connection, empty if it does not say
 * @param bootId changes with each start of the gateway
 * @param moreTokens tokens for other roles of this device, which come when a setup code is redeemed
 */
public record Hello(
        int protocol,
        Access access,
        @Nullable Secret deviceToken,
        String json,
        Duration tickInterval,
        long maxPayload,
        String serverVersion,
        String connectionId,
        @Nullable String bootId,
        List<IssuedToken> moreTokens) {
    public Hello {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(tickInterval, "tickInterval");
        Objects.requireNonNull(serverVersion, "serverVersion");
        Objects.requireNonNull(connectionId, "connectionId");
        moreTokens = List.copyOf(moreTokens);
    }

    /** A hello without tokens for other roles. */
    public Hello(
            int protocol,
            Access access,
            @Nullable Secret deviceToken,
            String json,
            Duration tickInterval,
            long maxPayload,
            String serverVersion,
            String connectionId,
            @Nullable String bootId) {
        this(
                protocol,
                access,
                deviceToken,
                json,
                tickInterval,
                maxPayload,
                serverVersion,
                connectionId,
                bootId,
                List.of());
    }

    /** Leaves out the payload and the token. */
    @Override
    public String toString() {
        return "Hello[protocol=" + protocol + ", access=" + access + ", server=" + serverVersion + "]";
    }
}
