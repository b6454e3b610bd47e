package dev.missioncontrol.relay.internal.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A short piece of a frame that is kept, in a buffer that is used again for every frame. */
public final class Capture {
    private final byte[] bytes;
    private int length;

    Capture(int most) {
        this.bytes = new byte[most];
    }

    /** How many bytes were kept. */
    public int length() {
        return length;
    }

    /** A copy of what was kept. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was kept, as text. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Tells whether exactly these bytes were kept. */
    public boolean holds(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    /** Tells whether what was kept begins with these bytes. */
    boolean begins(byte[] other) {
        return length >= other.length && Arrays.equals(bytes, 0, other.length, other, 0, other.length);
    }

    /** A hash of what was kept. */
    public int hash() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    void clear() {
        length = 0;
    }

    boolean add(int b) {
        if (length == bytes.length) {
            return false;
        }
        bytes[length++] = (byte) b;
        return true;
    }

    boolean isDigits() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return length > 0;
    }

    boolean isVisibleAscii() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] <= ' ' || bytes[i] == 0x7f) {
                return false;
            }
        }
        return length > 0;
    }
}
