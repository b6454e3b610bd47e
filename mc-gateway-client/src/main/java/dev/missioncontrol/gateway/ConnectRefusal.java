package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.RefusalReader;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's error answer to {@code connect}.
 *
 * @param code {@code error.code}, such as {@code INVALID_REQUEST}
 * @param detailsCode {@code error.details.code}, such as {@code PAIRING_REQUIRED}: the member to decide by
 * @param detailsJson {@code error.details} as JSON text
 * @param message {@code error.message}: for people, never to be decided by
 * @param requestId the pending pairing request, with {@code PAIRING_REQUIRED}
 * @param retryable {@code error.retryable}
 * @param retryAfter how long the gateway asks to wait, as sent, not clamped
 * @param closeCode the close code that followed; 0 when none came within a second
 * @param reason what it means, from the codes alone
 */
public record ConnectRefusal(
        String code,
        @Nullable String detailsCode,
        @Nullable String detailsJson,
        String message,
        @Nullable String requestId,
        boolean retryable,
        @Nullable Duration retryAfter,
        int closeCode,
        CloseReason reason) {
    public ConnectRefusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(reason, "reason");
    }

    /** Tells whether the gateway says that the device token may be shown instead: {@code canRetryWithDeviceToken}. */
    boolean offersDeviceToken() {
        return detailsJson != null && RefusalReader.offersDeviceToken(detailsJson);
    }

    /** The same refusal with the close code that followed it. */
    ConnectRefusal closedWith(int followed) {
        return new ConnectRefusal(
                code, detailsCode, detailsJson, message, requestId, retryable, retryAfter, followed, reason);
    }
}
