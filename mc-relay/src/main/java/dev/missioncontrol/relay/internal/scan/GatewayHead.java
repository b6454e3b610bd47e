package dev.missioncontrol.relay.internal.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads of one gateway message after another what it is: an answer, and to what, or an event, and which, and its number.
 *
 * <p>Read is as much as is given, so that a message need not be read to its end. What two readers could see in two ways,
 * such as one of these members twice or written with escapes, cannot be read here. Not thread-safe.
 */
public final class GatewayHead extends JsonMachine {
    private static final byte[][] NAMES = {ascii("type"), ascii("event"), ascii("id"), ascii("seq")};
    private static final int TYPE = 0;
    private static final int EVENT = 1;
    private static final int ID = 2;
    private static final int SEQ = 3;
    private static final byte[] ANSWER = ascii("res");
    private static final int LONGEST_SEQ = 19;

    private final Capture name = new Capture(128);
    private final Capture[] values = {new Capture(64), new Capture(512), new Capture(512), new Capture(LONGEST_SEQ)};
    private int member;
    private int seen;
    private int known;

    /** Ready for a first message. */
    public GatewayHead() {}

    /** A new message. */
    public void begin() {
        restart();
        seen = 0;
        known = 0;
    }

    /** Reads on between two indexes; false if this cannot be read, and nothing of the message may be asked then. */
    public boolean scan(ByteBuffer piece, int from, int to) {
        return read(piece, from, to) == null;
    }

    /** Tells whether the message may end here. */
    public boolean isWhole() {
        return isComplete();
    }

    /** Tells whether this is an answer to a request, as far as it was read. */
    public boolean isAnswer() {
        return isKnown(TYPE) && values[TYPE].holds(ANSWER);
    }

    /** Tells whether the event, or the request that is answered, has been read. */
    public boolean isTold() {
        return isKnown(EVENT) || (isAnswer() && isKnown(ID));
    }

    /** Tells whether this is an event whose name begins so. */
    public boolean isEventOf(byte[] beginning) {
        return isKnown(EVENT) && values[EVENT].begins(beginning);
    }

    /** Tells whether the id of the request that is answered has been read. */
    public boolean isIdKnown() {
        return isKnown(ID);
    }

    /** The id of the request that is answered, as it is written, without its quotes; see {@link #isIdKnown}. */
    public Capture id() {
        return values[ID];
    }

    /** The number, in decimal digits; empty if it was not read. */
    public String seq() {
        return isKnown(SEQ) ? values[SEQ].text() : "";
    }

    private boolean isKnown(int which) {
        return (known & 1 << which) != 0;
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
        return OK;
    }

    @Override
    int valueBegins(int first) {
        if (member >= NAMES.length) {
            return OK;
        }
        boolean fits = member == SEQ ? first >= '0' && first <= '9' : first == '"';
        if (!fits) {
            return unclear();
        }
        tap(values[member]);
        return OK;
    }

    @Override
    int tappedEnded() {
        if (member == SEQ && !values[SEQ].isDigits()) {
            return unclear();
        }
        known |= 1 << member;
        return OK;
    }

    @Override
    int tooLong() {
        return unclear();
    }

    @Override
    int escapeInTapped() {
        return !isInName() && member == ID ? OK : code(ScanFault.ESCAPED);
    }

    private int unclear() {
        return code(ScanFault.INCOMPLETE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
