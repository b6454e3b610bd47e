package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.gateway.GatewayState;

/**
 * Watches a client. Calls come in order, one at a time, from a thread of the client's own; a listener that throws is
 * logged and called on, one that blocks holds up later calls to itself and nothing else. One that lets more than 10,000
 * events or 16,777,216 characters of them wait is cut off: what waits is dropped, {@link #onGap} says so, and events
 * come again from then on.
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
