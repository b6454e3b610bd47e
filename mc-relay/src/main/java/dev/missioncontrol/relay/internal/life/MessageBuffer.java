package dev.missioncontrol.relay.internal.life;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers the pieces of a message up to a limit. Takes memory only when something is added. */
final class MessageBuffer {
    private static final byte[] NOTHING = {};

    private final int most;
    private byte[] bytes = NOTHING;
    private int length;

    MessageBuffer(int most) {
        this.most = most;
    }

    /** Adds a piece without moving its position; false, and nothing happens, if it does not fit. */
    boolean add(ByteBuffer piece) {
        int more = piece.remaining();
        if (more > most - length) {
            return false;
        }
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(2 * bytes.length, length + more)));
        }
        piece.get(piece.position(), bytes, length, more);
        length += more;
        return true;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** What was gathered, valid until the next call. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** A copy of what was gathered. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets what was gathered and lets the memory go. */
    void clear() {
        bytes = NOTHING;
        length = 0;
    }
}
