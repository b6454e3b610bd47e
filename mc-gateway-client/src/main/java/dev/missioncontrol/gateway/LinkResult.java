package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewaySocket;

/** How {@link GatewayLink#open} ended. */
public sealed interface LinkResult {
    /**
     * The gateway said hello. Frames behind hello go to the sink of the call; none is lost.
     *
     * @param socket the way to the gateway, now the caller's to close
     * @param hello what the gateway said
     */
    record Open(GatewaySocket socket, Hello hello) implements LinkResult {}

    /** The gateway said no; the socket is closed. */
    record Refused(ConnectRefusal refusal) implements LinkResult {}

    /**
     * There was no answer to trust: transport gone, deadline over, protocol broken; the socket is closed.
     *
     * @param reason to decide by
     * @param detail what more there is to say to people, such as both fingerprints of a changed certificate; often empty
     */
    record Lost(CloseReason reason, String detail) implements LinkResult {
        /** A loss with nothing more to say. */
        public Lost(CloseReason reason) {
            this(reason, "");
        }
    }
}
