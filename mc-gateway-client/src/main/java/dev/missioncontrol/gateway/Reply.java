package dev.missioncontrol.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface Reply {
    /**
     * The gateway did it.
     *
     * @param json the payload as JSON text, {@code null} (the JSON word) when the answer has none
     */
    record Result(String json) implements Reply {
        /** Shows the length only: payloads may hold secrets. */
        @Override
        public String toString() {
            return "Result[" + json.length() + " characters]";
        }
    }

    /**
     * It was not done: the gateway said no, or this client did before sending ({@link #NOT_CONNECTED},
     * {@link #QUEUE_FULL}, {@link #TOO_MANY_CALLS}, {@link #TOO_LARGE}).
     *
     * @param code {@code error.code}
     * @param detailsCode {@code error.details.code}, such as {@code MISSING_SCOPE}
     * @param detailsJson {@code error.details} as JSON text
     * @param message for people, never to be decided by
     * @param retryable whether the same call may work later
     * @param retryAfter how long to wait before, if the gateway says so
     */
    record Refused(
            String code,
            @Nullable String detailsCode,
            @Nullable String detailsJson,
            String message,
            boolean retryable,
            @Nullable Duration retryAfter)
            implements Reply {
        /** The client is not ready, or was not before the call's time was over; nothing was sent. */
        public static final String NOT_CONNECTED = "CLIENT_NOT_CONNECTED";

        /** Too many calls wait for a connection; nothing was sent. */
        public static final String QUEUE_FULL = "CLIENT_QUEUE_FULL";

        /** Too many calls are waiting; nothing was sent. */
        public static final String TOO_MANY_CALLS = "CLIENT_TOO_MANY_CALLS";

        /** The call is longer than the gateway takes; nothing was sent. */
        public static final String TOO_LARGE = "CLIENT_CALL_TOO_LARGE";
    }

    /** No answer within the call's deadline: it may or may not have been done. */
    record TimedOut() implements Reply {}

    /**
     * The connection went while the call was in flight: it may or may not have been done. The client never repeats a
     * call by itself; idempotency keys are the caller's.
     */
    record Unknown() implements Reply {}
}
