package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that waits for approval; a device has at most one. */
public record PendingRequest(
        String requestId,
        String deviceId,
        String publicKey,
        ClientTraits traits,
        @Nullable String browserOrigin,
        @Nullable String remoteIp,
        String role,
        List<String> roles,
        List<String> scopes,
        boolean silent,
        boolean isRepair,
        long tsMs,
        long refreshedAtMs) {
    static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

    public PendingRequest {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }

    boolean isExpired(long nowMs) {
        return nowMs - refreshedAtMs > TIME_TO_LIVE.toMillis();
    }

    boolean includes(PairingAsk ask) {
        return publicKey.equals(ask.publicKey()) && roles.contains(ask.role()) && scopes.containsAll(ask.scopes());
    }

    PendingRequest refreshed(boolean stillSilent, long nowMs) {
        return new PendingRequest(
                requestId,
                deviceId,
                publicKey,
                traits,
                browserOrigin,
                remoteIp,
                role,
                roles,
                scopes,
                silent && stillSilent,
                isRepair,
                tsMs,
                nowMs);
    }

    PendingRequest widened(String moreRole, List<String> moreScopes) {
        return new PendingRequest(
                requestId,
                deviceId,
                publicKey,
                traits,
                browserOrigin,
                remoteIp,
                role,
                Scopes.union(roles, List.of(moreRole)),
                Scopes.union(scopes, moreScopes),
                silent,
                isRepair,
                tsMs,
                refreshedAtMs);
    }

    /** A scope of another family than the asked roles can be asked for, but never approved. */
    boolean isApprovable() {
        return scopes.stream().allMatch(scope -> roles.stream().anyMatch(r -> scope.startsWith(r + ".")));
    }

    /** What lists and events show. */
    public JsonObject summary() {
        JsonObject summary = new JsonObject()
                .with("requestId", requestId)
                .with("deviceId", deviceId)
                .with("publicKey", publicKey);
        traits.describe(summary);
        boolean isCopilot = traits.clientId().equals("openclaw-browser-copilot");
        return summary.with("browserOrigin", isCopilot ? browserOrigin : null)
                .with("role", role)
                .with("roles", roles)
                .with("scopes", scopes)
                .with("remoteIp", remoteIp)
                .with("silent", silent)
                .with("isRepair", isRepair)
                .with("ts", tsMs);
    }
}
