package dev.missioncontrol.gateway.netty;

import io.netty.buffer.ByteBuf;

/** Checks that pieces of text are UTF-8 (RFC 3629) together; a piece may end inside a character. Not thread-safe. */
final class Utf8Check {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private int due;
    private int least = 0x80;
    private int most = 0xbf;

    /** Tells whether the text so far can be the start of UTF-8. */
    boolean accepts(ByteBuf piece) {
        int at = piece.readerIndex();
        int end = piece.writerIndex();
        while (at < end) {
            if (due == 0 && end - at >= Long.BYTES && (piece.getLong(at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else if (accepts(piece.getByte(at) & 0xff)) {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the text ends with a whole character. */
    boolean isComplete() {
        return due == 0;
    }

    private boolean accepts(int unit) {
        if (due == 0) {
            return starts(unit);
        }
        boolean fits = unit >= least && unit <= most;
        expect(due - 1, 0x80, 0xbf);
        return fits;
    }

    /** No overlong forms, no surrogates, nothing above U+10FFFF: the second unit tells. */
    private boolean starts(int unit) {
        if (unit < 0x80) {
            return true;
        }
        if (unit < 0xc2 || unit > 0xf4) {
            return false;
        }
        if (unit < 0xe0) {
            expect(1, 0x80, 0xbf);
        } else if (unit < 0xf0) {
            expect(2, unit == 0xe0 ? 0xa0 : 0x80, unit == 0xed ? 0x9f : 0xbf);
        } else {
            expect(3, unit == 0xf0 ? 0x90 : 0x80, unit == 0xf4 ? 0x8f : 0xbf);
        }
        return true;
    }

    private void expect(int units, int from, int to) {
        due = units;
        least = from;
        most = to;
    }
}
