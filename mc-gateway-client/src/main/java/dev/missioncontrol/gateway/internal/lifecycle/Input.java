package dev.missioncontrol.gateway.internal.lifecycle;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.gateway.CloseReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a client. What is said of a link that is not the present one changes nothing. */
public sealed interface Input {
    /** The user starts the client. */
    record Start() implements Input {}

    /** The user closes the client. */
    record Stop() implements Input {}

    /** The socket of a link is open. */
    record Opened(long link) implements Input {}

    /** The gateway said hello. */
    record Welcomed(long link, Access access, String serverVersion, Duration tick) implements Input {}

    /** The gateway said no. */
    record Refused(
            long link,
            CloseReason reason,
            @Nullable String requestId,
            @Nullable Duration retryAfter) implements Input {}

    /** The gateway refused what was shown, and something else is to be shown at once. */
    record ShowOther(long link) implements Input {}

    /** The connection is to be made anew: it may ask for more now. */
    record Renew(long link) implements Input {}

    /**
     * A link is gone, before or after hello.
     *
     * @param detail what more there is to say to people
     */
    record Lost(long link, CloseReason reason, String detail) implements Input {
        /** A loss with nothing more to say. */
        public Lost(long link, CloseReason reason) {
            this(link, reason, "");
        }
    }

    /**
     * The gateway announced that it stops.
     *
     * @param restart how long it will be gone, if it comes back
     */
    record ShutdownSaid(long link, @Nullable Duration restart) implements Input {}

    /**
     * The alarm rang.
     *
     * @param lastHeard when the gateway was last heard
     */
    record Alarm(Instant lastHeard) implements Input {}
}
