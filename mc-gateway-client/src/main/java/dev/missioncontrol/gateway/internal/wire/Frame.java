package dev.missioncontrol.gateway.internal.wire;

/** One frame of the gateway, read. JSON parts stay the text that the gateway sent. */
public sealed interface Frame {
    /**
     * An event.
     *
     * @param seq the sequence number, 0 for targeted events, which have none
     */
    record Event(String name, String payloadJson, long seq) implements Frame {}

    /** A good answer. */
    record Answer(String id, String payloadJson) implements Frame {}

    /** A bad answer. */
    record Failure(String id, WireError error) implements Frame {}

    /**
     * Nothing that the protocol allows.
     *
     * @param why a fixed text without a word of the frame
     */
    record Malformed(String why) implements Frame {}
}
