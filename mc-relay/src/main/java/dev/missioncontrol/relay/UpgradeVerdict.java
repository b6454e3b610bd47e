package dev.missioncontrol.relay;

import java.util.Objects;

/** Whether an upgrade request may go on to the WebSocket handshake. */
public sealed interface UpgradeVerdict {

    /** It may. */
    record Admit() implements UpgradeVerdict {}

    /**
     * It may not.
     *
     * @param status the HTTP status of the answer, 400 to 599
     * @param code a stable code for the answer's body, such as {@code origin_refused}
     */
    record Refuse(int status, String code) implements UpgradeVerdict {
        public Refuse {
            Objects.requireNonNull(code, "code");
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("a refusal has a status of 400 to 599");
            }
        }
    }
}
