package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One conversation; times in milliseconds since the epoch. */
public record SessionRow(
        String key,
        String sessionId,
        String agentId,
        @Nullable String label,
        long createdAtMs,
        long updatedAtMs) {
    SessionRow touched(long nowMs) {
        return new SessionRow(key, sessionId, agentId, label, createdAtMs, nowMs);
    }

    JsonObject describe() {
        return new JsonObject()
                .with("key", key)
                .with("sessionId", sessionId)
                .with("agentId", agentId)
                .with("label", label)
                .with("displayName", label)
                .with("kind", "direct")
                .with("isMain", key.equals(SessionBook.MAIN))
                .with("visibility", "shared")
                .with("createdAt", createdAtMs)
                .with("updatedAt", updatedAtMs)
                .with("archived", false)
                .with("pinned", false)
                .with("unread", false)
                .with("hasActiveRun", false);
    }
}
