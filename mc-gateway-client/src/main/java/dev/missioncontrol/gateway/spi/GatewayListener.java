package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.gateway.GatewayState;

/**
 * Watches a client. Calls come in order from the client's own listener thread; a listener that throws is logged and
 * called on, one that blocks holds up later calls to listeners and nothing else.
 */
public interface GatewayListener {
    /** The client went from one state to another. */
    default void onState(GatewayState from, GatewayState to) {}

    /**
     * The gateway sent an event.
     *
     * @param name such as {@code presence}
     * @param payloadJson JSON text, {@code null} (the JSON word) when the event has none
     */
    default void onEvent(String name, String payloadJson) {}

    /**
     * Events were lost between the last one and the one that follows: what was built from events is stale.
     *
     * @param expected the sequence number that was due
     * @param received the one that came; 0 when this side dropped events because the listener was too slow
     */
    default void onGap(long expected, long received) {}
}
