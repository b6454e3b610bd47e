package dev.missioncontrol.relay;

/** Watches the relay. Called from the relay's record thread, in order; one that throws is logged and called on. */
public interface RelayListener {

    /** A client is through. */
    default void onConnected(RelayedClient client) {}

    /**
     * A client that was through is gone.
     *
     * @param code the close code towards the client
     */
    default void onClosed(RelayedClient client, int code) {}

    /**
     * A client was turned away at connect.
     *
     * @param code the gateway's name for the reason, such as {@code AUTH_TOKEN_MISMATCH}
     */
    default void onRefused(String code) {}
}
