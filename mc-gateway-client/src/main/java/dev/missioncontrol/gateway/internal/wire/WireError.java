package dev.missioncontrol.gateway.internal.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code error} member of an answer.
 *
 * @param code {@code code}
 * @param detailsCode {@code details.code}
 * @param detailsJson {@code details} as JSON text
 * @param message {@code message}
 * @param requestId {@code details.requestId}
 * @param retryable {@code retryable}, false when absent
 * @param retryAfter how long the gateway asks to wait, not clamped
 */
public record WireError(
        String code,
        @Nullable String detailsCode,
        @Nullable String detailsJson,
        String message,
        @Nullable String requestId,
        boolean retryable,
        @Nullable Duration retryAfter) {}
