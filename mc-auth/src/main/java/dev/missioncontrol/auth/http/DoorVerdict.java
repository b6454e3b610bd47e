package dev.missioncontrol.auth.http;

import java.util.Map;
import java.util.Objects;

/** What an adapter does with a request: pass it on, or answer it. */
public sealed interface DoorVerdict {

    /** The header fields that go on the answer, whoever gives it. */
    Map<String, String> headers();

    /**
     * Pass it on.
     *
     * @param passage what the routes may know
     * @param headers the header fields to set before any route answers
     */
    record Open(Passage passage, Map<String, String> headers) implements DoorVerdict {
        public Open {
            Objects.requireNonNull(passage, "passage");
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Answer it, and close the connection: what follows on it may be the rest of what was refused.
     *
     * @param status the HTTP status
     * @param body the answer: JSON in ASCII
     * @param headers the header fields of the answer, its type included
     */
    record Shut(int status, String body, Map<String, String> headers) implements DoorVerdict {
        public Shut {
            Objects.requireNonNull(body, "body");
            headers = Map.copyOf(headers);
        }
    }
}
