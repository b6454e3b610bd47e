package dev.missioncontrol.relay.internal.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one client frame after another as its bytes come and finds what it asks for: {@code type}, {@code id} and
 * {@code method}.
 *
 * <p>What passes is one strict JSON object of UTF-8 text, nested at most 64 deep, whose top-level names are those of a
 * request, each once and without escapes, with type, id and method within the first 64 KiB. So a reader that takes the
 * first of two members, the last, or unescapes names, sees the same request. Not thread-safe.
 */
public final class FrameScanner extends JsonMachine {
    /** How far into a frame type, id and method are looked for, in bytes. */
    public static final int HEAD = 65_536;

    private static final int LONGEST_NAME = 17;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_METHOD = 128;

    private static final byte[][] NAMES = {
        ascii("type"), ascii("id"), ascii("method"), ascii("params"), ascii("traceparent"), ascii("expectedProfileId")
    };
    private static final int TYPE = 0;
    private static final int ID = 1;
    private static final int METHOD = 2;
    private static final int HEAD_MEMBERS = 1 << TYPE | 1 << ID | 1 << METHOD;
    private static final byte[] REQUEST = ascii("req");

    private final Capture name = new Capture(LONGEST_NAME);
    private final Capture type = new Capture(8);
    private final Capture id = new Capture(LONGEST_ID);
    private final Capture method = new Capture(LONGEST_METHOD);
    private long length;
    private int member;
    private int seen;
    private int known;

    /** Ready for a first frame. */
    public FrameScanner() {}

    /** Forgets the frame before. */
    public void begin() {
        restart();
        length = 0;
        seen = 0;
        known = 0;
        id.clear();
        method.clear();
    }

    /** Reads the next bytes of the frame, from position to limit, without moving them; null if all is well so far. */
    public @Nullable ScanFault scan(ByteBuffer piece) {
        if (length <= HEAD && length + piece.remaining() > HEAD && !isHeadKnown()) {
            return scanPastHead(piece);
        }
        length += piece.remaining();
        return read(piece);
    }

    /** Ends the frame; null if it is a whole request. */
    public @Nullable ScanFault finish() {
        if (!isComplete()) {
            return ScanFault.NOT_JSON;
        }
        return isHeadKnown() ? null : ScanFault.INCOMPLETE;
    }

    /** How many bytes of this frame were read. */
    public long length() {
        return length;
    }

    /** Tells whether type, id and method were all read and are good. */
    public boolean isHeadKnown() {
        return known == HEAD_MEMBERS;
    }

    /** The id as it was written, without its quotes and with its escapes; empty as long as it is not known. */
    public Capture id() {
        return id;
    }

    /** Tells whether the id was read and is good. */
    public boolean isIdKnown() {
        return (known & 1 << ID) != 0;
    }

    /** The method. */
    public Capture method() {
        return method;
    }

    private @Nullable ScanFault scanPastHead(ByteBuffer piece) {
        int head = (int) (HEAD - length);
        length += piece.remaining();
        ScanFault fault = read(piece.slice(piece.position(), head));
        if (fault != null) {
            return fault;
        }
        return isHeadKnown()
                ? read(piece.slice(piece.position() + head, piece.remaining() - head))
                : ScanFault.LATE_HEAD;
    }

    @Override
    Capture nameBegins() {
        return name;
    }

    @Override
    int nameEnded() {
        for (member = 0; member < NAMES.length; member++) {
            if (name.holds(NAMES[member])) {
                int bit = 1 << member;
                boolean again = (seen & bit) != 0;
                seen |= bit;
                return again ? code(ScanFault.DUPLICATE_NAME) : OK;
            }
        }
        return code(ScanFault.UNKNOWN_NAME);
    }

    @Override
    int valueBegins(int first) {
        if (member > METHOD) {
            return OK;
        }
        if (first != '"') {
            return code(
                    member == TYPE ? ScanFault.UNKNOWN_TYPE : member == ID ? ScanFault.BAD_ID : ScanFault.BAD_METHOD);
        }
        tap(member == TYPE ? type : member == ID ? id : method);
        return OK;
    }

    @Override
    int tappedEnded() {
        if (member == TYPE && !type.holds(REQUEST)) {
            return code(ScanFault.UNKNOWN_TYPE);
        }
        if (member == ID && id.length() == 0) {
            return code(ScanFault.BAD_ID);
        }
        if (member == METHOD && !method.isVisibleAscii()) {
            return code(ScanFault.BAD_METHOD);
        }
        known |= 1 << member;
        return OK;
    }

    @Override
    int tooLong() {
        if (isInName()) {
            return code(ScanFault.UNKNOWN_NAME);
        }
        return code(member == TYPE ? ScanFault.UNKNOWN_TYPE : member == ID ? ScanFault.BAD_ID : ScanFault.BAD_METHOD);
    }

    @Override
    int escapeInTapped() {
        return !isInName() && member == ID ? OK : code(ScanFault.ESCAPED);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
