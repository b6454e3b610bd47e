package dev.missioncontrol.relay;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A text frame of 25 MiB that nobody has to keep: its bytes are made where they are needed. */
final class BigFrame {
    static final int LENGTH = 26_214_400;

    private static final int PIECE = 8_192;

    private final byte[] head;
    private final byte[] tail;

    /** Begins and ends with these. */
    BigFrame(String head, String tail) {
        this.head = head.getBytes(StandardCharsets.US_ASCII);
        this.tail = tail.getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes from here on, at most 8,192. */
    byte[] piece(long at) {
        byte[] piece = new byte[(int) Math.min(PIECE, LENGTH - at)];
        for (int i = 0; i < piece.length; i++) {
            long position = at + i;
            long toEnd = LENGTH - position;
            piece[i] = position < head.length
                    ? head[(int) position]
                    : toEnd <= tail.length ? tail[(int) (tail.length - toEnd)] : (byte) ('a' + position % 26);
        }
        return piece;
    }

    /** The checksum of all bytes. */
    long checksum() {
        CRC32 sum = new CRC32();
        for (long at = 0; at < LENGTH; at += PIECE) {
            byte[] piece = piece(at);
            sum.update(piece, 0, piece.length);
        }
        return sum.getValue();
    }
}
