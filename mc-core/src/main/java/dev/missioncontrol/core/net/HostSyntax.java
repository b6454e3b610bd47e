package dev.missioncontrol.core.net;

/** The syntax of host names, read from the text where it stands: no copy, no regular expression. */
final class HostSyntax {

    static final int BAD = -1;
    static final int NO_PORT = 0;

    /** The longest name (RFC 1035 section 2.3.4, in text). */
    static final int LONGEST_NAME = 253;

    /** A name, its trailing dot, a colon and five digits. */
    static final int LONGEST_TEXT = LONGEST_NAME + 7;

    private static final int LONGEST_LABEL = 63;
    private static final int LARGEST_PORT = 65_535;

    private HostSyntax() {}

    /** Where the host ends that begins at 0: at the first colon, or with the text. A trailing dot belongs to it. */
    static int hostEnd(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    /** Where the name ends that fills the host, without its trailing dot; {@link #BAD} if it is none. */
    static int nameEnd(String text, int hostEnd) {
        int end = hostEnd > 1 && text.charAt(hostEnd - 1) == '.' ? hostEnd - 1 : hostEnd;
        if (end == 0 || end > LONGEST_NAME) {
            return BAD;
        }
        int labelStart = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                if (!isLabel(text, labelStart, i)) {
                    return BAD;
                }
                labelStart = i + 1;
            } else if (!isLabelCharacter(text.charAt(i))) {
                return BAD;
            }
        }
        return end;
    }

    /** Tells whether the last label is a number to some parser: then only a strict address literal may stand here. */
    static boolean endsInNumber(String text, int nameEnd) {
        int start = text.lastIndexOf('.', nameEnd - 1) + 1;
        boolean hex = nameEnd - start >= 2 && text.charAt(start) == '0' && (text.charAt(start + 1) | 0x20) == 'x';
        for (int i = hex ? start + 2 : start; i < nameEnd; i++) {
            char c = text.charAt(i);
            boolean digit = isDigit(c) || (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f');
            if (!digit) {
                return false;
            }
        }
        return true;
    }

    /**
     * The port behind the host: {@link #NO_PORT} if the text ends there, {@link #BAD} unless a colon and a number from
     * 1 to 65535 without leading zeros follow.
     */
    static int port(String text, int hostEnd) {
        int length = text.length();
        if (hostEnd == length) {
            return NO_PORT;
        }
        int digits = length - hostEnd - 1;
        if (text.charAt(hostEnd) != ':' || digits < 1 || digits > 5 || text.charAt(hostEnd + 1) == '0') {
            return BAD;
        }
        int port = 0;
        for (int i = hostEnd + 1; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                return BAD;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return port <= LARGEST_PORT ? port : BAD;
    }

    private static boolean isLabel(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > LONGEST_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        return !text.regionMatches(true, start, "xn--", 0, 4) || ALabel.isDecodable(text.substring(start + 4, end));
    }

    private static boolean isLabelCharacter(char c) {
        int lower = c | 0x20;
        return c < 0x80 && ((lower >= 'a' && lower <= 'z') || isDigit(c) || c == '-');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
