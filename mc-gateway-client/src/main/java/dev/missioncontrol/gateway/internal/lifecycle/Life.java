package dev.missioncontrol.gateway.internal.lifecycle;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.GatewayState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands, with all that the next step depends on. Links are numbered from 1; a number is used once.
 */
public sealed interface Life {
    /** What users see of it. */
    GatewayState shown();

    /** The number of the newest link, 0 before the first. */
    long link();

    /** Not started. */
    record Idle() implements Life {
        @Override
        public GatewayState shown() {
            return new GatewayState.Idle();
        }

        @Override
        public long link() {
            return 0;
        }
    }

    /**
     * A link is being opened.
     *
     * @param failures how many attempts failed in a row
     * @param proving whether the socket is open
     * @param requestId the request that waits for approval, when this attempt only asks for it
     */
    record Attempting(
            long link,
            int failures,
            boolean proving,
            @Nullable String requestId) implements Life {
        @Override
        public GatewayState shown() {
            if (requestId != null) {
                return new GatewayState.WaitingForApproval(requestId);
            }
            return proving ? new GatewayState.Proving() : new GatewayState.Connecting();
        }
    }

    /**
     * Connected.
     *
     * @param failures how many attempts failed in a row before this one
     * @param since when hello came
     * @param access what the connection may do
     * @param serverVersion the gateway's version
     * @param tick how often the gateway shows that it lives
     * @param restart how long the gateway said it will be gone, once it said so
     */
    record Online(
            long link,
            int failures,
            Instant since,
            Access access,
            String serverVersion,
            Duration tick,
            @Nullable Duration restart)
            implements Life {
        @Override
        public GatewayState shown() {
            return new GatewayState.Ready(access, serverVersion);
        }
    }

    /** Waiting before the next attempt. */
    record Resting(long link, int failures, Instant until, CloseReason because) implements Life {
        @Override
        public GatewayState shown() {
            return new GatewayState.BackingOff(until, because);
        }
    }

    /** Waiting before asking again whether the request was approved. */
    record Waiting(long link, String requestId, Instant askAt) implements Life {
        @Override
        public GatewayState shown() {
            return new GatewayState.WaitingForApproval(requestId);
        }
    }

    /** Final. */
    record Over(long link, CloseReason because, String detail) implements Life {
        Over(long link, CloseReason because) {
            this(link, because, "");
        }

        @Override
        public GatewayState shown() {
            return new GatewayState.Closed(because, detail);
        }
    }
}
