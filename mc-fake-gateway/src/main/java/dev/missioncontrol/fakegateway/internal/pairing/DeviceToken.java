package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The login of one device in one role; times in milliseconds since the epoch. */
public record DeviceToken(
        Secret token,
        String role,
        List<String> scopes,
        long createdAtMs,
        @Nullable Long rotatedAtMs,
        @Nullable Long revokedAtMs,
        @Nullable Long lastUsedAtMs) {
    public DeviceToken {
        scopes = List.copyOf(scopes);
    }

    /** A token nobody used yet. */
    static DeviceToken issued(Secret token, String role, List<String> scopes, long nowMs) {
        return new DeviceToken(token, role, Scopes.expanded(scopes), nowMs, null, null, null);
    }

    /** Tells whether it was not revoked. */
    public boolean isLive() {
        return revokedAtMs == null;
    }

    /** When its text was made. */
    public long issuedAtMs() {
        return rotatedAtMs == null ? createdAtMs : rotatedAtMs;
    }

    DeviceToken rotated(Secret fresh, List<String> narrowed, long nowMs) {
        return new DeviceToken(fresh, role, Scopes.expanded(narrowed), createdAtMs, nowMs, null, lastUsedAtMs);
    }

    DeviceToken revoked(long nowMs) {
        return new DeviceToken(token, role, scopes, createdAtMs, rotatedAtMs, nowMs, lastUsedAtMs);
    }

    DeviceToken used(long nowMs) {
        return new DeviceToken(token, role, scopes, createdAtMs, rotatedAtMs, revokedAtMs, nowMs);
    }

    /** What lists show: never the text. */
    JsonObject summary() {
        return new JsonObject()
                .with("role", role)
                .with("scopes", scopes)
                .with("createdAtMs", createdAtMs)
                .with("rotatedAtMs", rotatedAtMs)
                .with("revokedAtMs", revokedAtMs)
                .with("lastUsedAtMs", lastUsedAtMs);
    }
}
