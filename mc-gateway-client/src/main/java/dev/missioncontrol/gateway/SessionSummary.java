package dev.missioncontrol.gateway;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of the gateway, in a line.
 *
 * @param key what methods name it by
 * @param sessionId its present id, which changes when it is reset
 * @param agentId whose conversation it is
 * @param label what people call it
 * @param updatedAt when something last happened in it
 */
public record SessionSummary(
        String key,
        @Nullable String sessionId,
        @Nullable String agentId,
        @Nullable String label,
        @Nullable Instant updatedAt) {
    public SessionSummary {
        Objects.requireNonNull(key, "key");
    }
}
