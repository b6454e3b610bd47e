package dev.missioncontrol.relay.internal.scan;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A strict JSON reader (RFC 8259, RFC 3629) that takes bytes as they come, keeps nothing and allocates nothing. The text
 * must be one object. Subclasses see the names and the beginnings of values of that object, and nothing deeper.
 */
abstract class JsonMachine {
    static final int OK = 0;

    private static final int FAULT = -1;

    private static final int MOST_NESTING = 64;
    private static final int LONGEST_NUMBER = 1_000;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private static final int START = 0;
    private static final int FIRST_NAME = 1;
    private static final int NAME = 2;
    private static final int COLON = 3;
    private static final int VALUE = 4;
    private static final int FIRST_VALUE = 5;
    private static final int AFTER = 6;
    private static final int END = 7;
    private static final int STRING = 8;
    private static final int ESCAPE = 9;
    private static final int HEX = 10;
    private static final int UTF8 = 11;
    private static final int LITERAL = 12;
    private static final int MINUS = 13;
    private static final int ZERO = 14;
    private static final int DIGITS = 15;
    private static final int POINT = 16;
    private static final int FRACTION = 17;
    private static final int EXPONENT = 18;
    private static final int SIGN = 19;
    private static final int POWER = 20;

    private int state;
    private int depth;
    private long objects;
    private boolean inName;
    private int hexLeft;
    private int unit;
    private boolean halfName;
    private int utf8Left;
    private int utf8Low;
    private int utf8High;
    private byte[] literal = TRUE;
    private int literalAt;
    private int numberLength;
    private @Nullable Capture tap;
    private @Nullable ScanFault found;

    /** A name of the outer object began: where its bytes go. */
    abstract Capture nameBegins();

    /** A name of the outer object ended; {@link #OK} or a {@linkplain #code fault}. */
    abstract int nameEnded();

    /** A value of the outer object began with this byte; {@link #OK} or a fault. May {@link #tap} a string or a number. */
    abstract int valueBegins(int first);

    /** A tapped string or number ended; {@link #OK} or a fault. */
    abstract int tappedEnded();

    /** A tapped value or a name does not fit; a fault. */
    abstract int tooLong();

    /** A backslash in a tapped string; {@link #OK} or a fault. */
    abstract int escapeInTapped();

    /** Notes what is wrong and gives the value that says so. */
    final int code(ScanFault fault) {
        found = fault;
        return FAULT;
    }

    final void restart() {
        state = START;
        depth = 0;
        inName = false;
        halfName = false;
        tap = null;
    }

    final boolean isInName() {
        return inName;
    }

    final void tap(Capture into) {
        into.clear();
        tap = into;
    }

    /** Reads on, from position to limit, without moving them. */
    final @Nullable ScanFault read(ByteBuffer piece) {
        return read(piece, piece.position(), piece.limit());
    }

    /** Reads on, between these two indexes. */
    final @Nullable ScanFault read(ByteBuffer piece, int from, int end) {
        int now = state;
        for (int at = from; at < end; at++) {
            int b = piece.get(at) & 0xff;
            now = now == STRING && isPlain(b) ? STRING : next(now, b);
            if (now == FAULT) {
                return found;
            }
        }
        state = now;
        return null;
    }

    /** Tells whether the text may end here. */
    final boolean isComplete() {
        return state == END;
    }

    private boolean isPlain(int b) {
        return tap == null && !halfName && b >= ' ' && b < 0x80 && b != '"' && b != '\\';
    }

    private int next(int now, int b) {
        return switch (now) {
            case STRING -> inString(b);
            case ESCAPE -> escaped(b);
            case HEX -> hex(b);
            case UTF8 -> continuation(b);
            case LITERAL -> literal(b);
            case START -> b == '{' ? open(b) : isBlank(b) ? START : code(ScanFault.NOT_OBJECT);
            case FIRST_NAME -> b == '}' ? close(b) : name(b, FIRST_NAME);
            case NAME -> name(b, NAME);
            case COLON -> b == ':' ? VALUE : isBlank(b) ? COLON : bad();
            case VALUE -> value(b, VALUE);
            case FIRST_VALUE -> b == ']' ? close(b) : value(b, FIRST_VALUE);
            case AFTER -> after(b);
            case END -> isBlank(b) ? END : code(ScanFault.TRAILING);
            default -> number(now, b);
        };
    }

    private int open(int b) {
        if (depth == MOST_NESTING) {
            return code(ScanFault.TOO_DEEP);
        }
        objects = b == '{' ? objects | 1L << depth : objects & ~(1L << depth);
        depth++;
        return b == '{' ? FIRST_NAME : FIRST_VALUE;
    }

    private int close(int b) {
        if (isInObject() != (b == '}')) {
            return bad();
        }
        depth--;
        return depth == 0 ? END : AFTER;
    }

    private boolean isInObject() {
        return (objects >>> (depth - 1) & 1) != 0;
    }

    private int name(int b, int here) {
        if (b != '"') {
            return isBlank(b) ? here : bad();
        }
        inName = true;
        if (depth == 1) {
            tap(nameBegins());
        }
        return STRING;
    }

    private int value(int b, int here) {
        if (isBlank(b)) {
            return here;
        }
        if (depth == 1) {
            int verdict = valueBegins(b);
            if (verdict != OK) {
                return verdict;
            }
        }
        return switch (b) {
            case '"' -> STRING;
            case '{', '[' -> open(b);
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> numberBegins(b);
        };
    }

    private int after(int b) {
        if (b == ',') {
            return isInObject() ? NAME : VALUE;
        }
        return b == '}' || b == ']' ? close(b) : isBlank(b) ? AFTER : bad();
    }

    private int inString(int b) {
        if (b == '"' && !halfName) {
            return stringEnds();
        }
        if (b < ' ' || (halfName && b != '\\')) {
            return bad();
        }
        if (b == '\\') {
            int verdict = tap == null ? OK : escapeInTapped();
            return verdict == OK ? kept(b, ESCAPE) : verdict;
        }
        return kept(b, b < 0x80 ? STRING : utf8Begins(b));
    }

    private int stringEnds() {
        boolean wasName = inName;
        inName = false;
        int verdict = OK;
        if (tap != null) {
            tap = null;
            verdict = wasName ? nameEnded() : tappedEnded();
        }
        return verdict != OK ? verdict : wasName ? COLON : AFTER;
    }

    private int kept(int b, int then) {
        return tap == null || then == FAULT || tap.add(b) ? then : tooLong();
    }

    private int escaped(int b) {
        if (halfName && b != 'u') {
            return bad();
        }
        return switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> kept(b, STRING);
            case 'u' -> {
                hexLeft = 4;
                unit = 0;
                yield kept(b, HEX);
            }
            default -> bad();
        };
    }

    private int hex(int b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            return bad();
        }
        unit = (unit << 4) | digit;
        hexLeft--;
        if (hexLeft == 0 && inName && !isWholeName()) {
            return bad();
        }
        return kept(b, hexLeft == 0 ? STRING : HEX);
    }

    /** Half a surrogate pair makes two readers see two names. */
    private boolean isWholeName() {
        boolean low = unit >= 0xdc00 && unit <= 0xdfff;
        boolean sound = halfName == low;
        halfName = unit >= 0xd800 && unit <= 0xdbff;
        return sound;
    }

    private int utf8Begins(int b) {
        utf8Low = 0x80;
        utf8High = 0xbf;
        if (b >= 0xc2 && b <= 0xdf) {
            utf8Left = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            utf8Left = 2;
            utf8Low = b == 0xe0 ? 0xa0 : 0x80;
            utf8High = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            utf8Left = 3;
            utf8Low = b == 0xf0 ? 0x90 : 0x80;
            utf8High = b == 0xf4 ? 0x8f : 0xbf;
        } else {
            return code(ScanFault.NOT_UTF8);
        }
        return UTF8;
    }

    private int continuation(int b) {
        if (b < utf8Low || b > utf8High) {
            return code(ScanFault.NOT_UTF8);
        }
        utf8Low = 0x80;
        utf8High = 0xbf;
        utf8Left--;
        return kept(b, utf8Left == 0 ? STRING : UTF8);
    }

    private int literal(byte[] word) {
        literal = word;
        literalAt = 1;
        return LITERAL;
    }

    private int literal(int b) {
        if (b != literal[literalAt]) {
            return bad();
        }
        literalAt++;
        return literalAt == literal.length ? AFTER : LITERAL;
    }

    private int numberBegins(int b) {
        numberLength = 1;
        if (b == '-') {
            return kept(b, MINUS);
        }
        return kept(b, b == '0' ? ZERO : isDigit(b) ? DIGITS : bad());
    }

    private int number(int now, int b) {
        numberLength++;
        if (numberLength > LONGEST_NUMBER) {
            return bad();
        }
        int then = inNumber(now, b);
        return tap == null ? then : tapped(b, then);
    }

    /** A tapped number ends with the first byte that is none of it. */
    private int tapped(int b, int then) {
        if (then >= MINUS || then == FAULT) {
            return kept(b, then);
        }
        tap = null;
        int verdict = tappedEnded();
        return verdict == OK ? then : verdict;
    }

    private int inNumber(int now, int b) {
        return switch (now) {
            case MINUS -> b == '0' ? ZERO : isDigit(b) ? DIGITS : bad();
            case ZERO -> numberGoesOn(b);
            case DIGITS -> isDigit(b) ? DIGITS : numberGoesOn(b);
            case POINT -> isDigit(b) ? FRACTION : bad();
            case FRACTION -> isDigit(b) ? FRACTION : isExponent(b) ? EXPONENT : after(b);
            case EXPONENT -> b == '+' || b == '-' ? SIGN : isDigit(b) ? POWER : bad();
            case SIGN -> isDigit(b) ? POWER : bad();
            default -> isDigit(b) ? POWER : after(b);
        };
    }

    private int numberGoesOn(int b) {
        return b == '.' ? POINT : isExponent(b) ? EXPONENT : after(b);
    }

    private static boolean isExponent(int b) {
        return b == 'e' || b == 'E';
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private int bad() {
        return code(ScanFault.NOT_JSON);
    }
}
