package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import java.time.Instant;

/** Where a {@link GatewayClient} stands. */
public sealed interface GatewayState {
    /** Not started. */
    record Idle() implements GatewayState {}

    /** A socket is being opened. */
    record Connecting() implements GatewayState {}

    /** The socket is open; the device proves itself. */
    record Proving() implements GatewayState {}

    /**
     * Calls are answered.
     *
     * @param access what the connection may do; less than was asked for is possible
     * @param serverVersion the gateway's version
     */
    record Ready(Access access, String serverVersion) implements GatewayState {}

    /**
     * The connection is gone and comes back by itself.
     *
     * @param until when the next attempt starts
     * @param because what ended the last one
     */
    record BackingOff(Instant until, CloseReason because) implements GatewayState {}

    /**
     * Somebody has to approve this device at the gateway. The client asks again slowly by itself and stays in this
     * state meanwhile.
     *
     * @param requestId the gateway's pending request
     */
    record WaitingForApproval(String requestId) implements GatewayState {}

    /**
     * Over; this client never connects again.
     *
     * @param because to decide by
     * @param detail what more there is to say to people, such as both fingerprints of a changed certificate; often empty
     */
    record Closed(CloseReason because, String detail) implements GatewayState {
        /** An end with nothing more to say. */
        public Closed(CloseReason because) {
            this(because, "");
        }
    }
}
