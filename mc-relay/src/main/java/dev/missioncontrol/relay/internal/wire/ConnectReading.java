package dev.missioncontrol.relay.internal.wire;

/** What became of reading a connect request. */
public sealed interface ConnectReading {

    /** It has the form of one. */
    record Read(ConnectFrame connect) implements ConnectReading {}

    /**
     * It has not.
     *
     * @param message what is wrong and where, free of what was sent
     */
    record Malformed(String message) implements ConnectReading {}
}
