package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.relay.internal.wire.WireError;
import java.util.Map;
import java.util.Objects;

/** What the desk says to a request. */
public sealed interface DeskReply {
    /** It is done, and recorded. */
    record Done(Map<String, ?> payload) implements DeskReply {
        public Done {
            Objects.requireNonNull(payload, "payload");
        }
    }

    /** It is not, in the gateway's own words. */
    record Refused(WireError error) implements DeskReply {
        public Refused {
            Objects.requireNonNull(error, "error");
        }

        static Refused invalid(String message) {
            return new Refused(WireError.of("INVALID_REQUEST", message));
        }
    }
}
