package dev.missioncontrol.gateway.netty;

/** Counts the pieces of the incoming message, so that no peer can make one without end. Event loop only. */
final class MessageLimits {
    /** The gateway's own limit for one message, in bytes. */
    static final int MAX_BYTES = 26_214_400;

    /** More pieces than any honest sender makes of one message. */
    static final int MAX_PIECES = 4_096;

    private static final int TOO_BIG = 1009;
    private static final int POLICY = 1008;

    private long bytes;
    private int pieces;

    /** Takes one piece into account; returns 0, or the close code to answer with. */
    int count(int length, boolean endsMessage) {
        bytes += length;
        pieces++;
        int verdict = bytes > MAX_BYTES ? TOO_BIG : pieces > MAX_PIECES ? POLICY : 0;
        if (endsMessage) {
            bytes = 0;
            pieces = 0;
        }
        return verdict;
    }
}
