package dev.missioncontrol.relay.front;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** How the front answers a request. */
public sealed interface FrontAnswer {

    /**
     * By itself.
     *
     * @param status the HTTP status
     * @param headers header fields beside the security headers; {@code Set-Cookie} among them holds a token
     * @param body a short text
     */
    record Own(int status, Map<String, String> headers, String body) implements FrontAnswer {
        public Own {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }

        /** Status only. */
        @Override
        public String toString() {
            return "Own[" + status + "]";
        }
    }

    /** With what the gateway answers; a stage that fails means it did not. */
    record Passed(CompletionStage<PassedPage> page) implements FrontAnswer {
        public Passed {
            Objects.requireNonNull(page, "page");
        }
    }
}
