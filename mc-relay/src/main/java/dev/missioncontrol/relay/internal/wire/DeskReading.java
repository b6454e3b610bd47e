package dev.missioncontrol.relay.internal.wire;

import java.util.Objects;

/** What became of reading a request to the desk. */
public sealed interface DeskReading {
    /** It has its form. */
    record Read(DeskCall call) implements DeskReading {
        public Read {
            Objects.requireNonNull(call, "call");
        }
    }

    /** It does not; the message is the gateway's kind of message. */
    record Malformed(String message) implements DeskReading {
        public Malformed {
            Objects.requireNonNull(message, "message");
        }
    }
}
