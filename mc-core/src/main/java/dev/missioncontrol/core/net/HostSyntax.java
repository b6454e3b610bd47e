package dev.missioncontrol.core.net;

import java.nio.charset.StandardCharsets;

/** The syntax of host names, read in one pass over the bytes: no regular expression. */
final class HostSyntax {

    static final int BAD = -1;
    static final int NO_PORT = 0;

    /** The longest name (RFC 1035 section 2.3.4, in text). */
    static final int LONGEST_NAME = 253;

    /** A name, its trailing dot, a colon and five digits. */
    static final int LONGEST_TEXT = LONGEST_NAME + 7;

    private static final int LONGEST_LABEL = 63;
    private static final int LARGEST_PORT = 65_535;

    /** What each character of a name folds to; 0 for those that no name holds. */
    private static final byte[] FOLDED = foldings();

    private HostSyntax() {}

    /** Where the host ends that begins at 0: at the first colon, or with the text. A trailing dot belongs to it. */
    static int hostEnd(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    /** The text as bytes, to be folded. What is beyond Latin-1 becomes a question mark, which no name holds. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks the name that fills the host and folds it to lower case where it stands.
     *
     * @return where it ends, without its trailing dot; {@link #BAD} if it is none
     */
    static int fold(byte[] host, int hostEnd) {
        if (hostEnd > host.length) {
            return BAD;
        }
        int end = hostEnd > 1 && host[hostEnd - 1] == '.' ? hostEnd - 1 : hostEnd;
        if (end == 0 || end > LONGEST_NAME) {
            return BAD;
        }
        int labelStart = 0;
        for (int i = 0; i < end; i++) {
            byte folded = FOLDED[host[i] & 0xff];
            host[i] = folded;
            if (folded == '.') {
                if (!isLabel(host, labelStart, i)) {
                    return BAD;
                }
                labelStart = i + 1;
            } else if (folded == 0) {
                return BAD;
            }
        }
        return isLabel(host, labelStart, end) ? end : BAD;
    }

    /** Tells whether the last label is a number to some parser: then only a strict address literal may stand here. */
    static boolean endsInNumber(byte[] host, int nameEnd) {
        int start = nameEnd;
        while (start > 0 && host[start - 1] != '.') {
            start--;
        }
        boolean hex = nameEnd - start >= 2 && host[start] == '0' && host[start + 1] == 'x';
        for (int i = hex ? start + 2 : start; i < nameEnd; i++) {
            char c = (char) host[i];
            if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
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

    /**
     * The IPv4 address that fills {@code host} up to {@code end}: four decimal octets without leading zeros.
     *
     * @return its 32 bits; {@link #BAD} if it is none
     */
    static long ipv4(byte[] host, int end) {
        long address = 0;
        int octet = -1;
        int octets = 1;
        for (int i = 0; i < end; i++) {
            char c = (char) host[i];
            if (c == '.') {
                if (octet < 0 || octets++ == 4) {
                    return BAD;
                }
                address = address << 8 | octet;
                octet = -1;
            } else if (!isDigit(c) || octet == 0) {
                return BAD;
            } else {
                octet = Math.max(octet, 0) * 10 + c - '0';
                if (octet > 255) {
                    return BAD;
                }
            }
        }
        return octets == 4 && octet >= 0 ? address << 8 | octet : BAD;
    }

    private static boolean isLabel(byte[] host, int start, int end) {
        int length = end - start;
        if (length < 1 || length > LONGEST_LABEL || host[start] == '-' || host[end - 1] == '-') {
            return false;
        }
        return !isALabel(host, start, end) || ALabel.isDecodable(text(host, start + 4, end));
    }

    private static boolean isALabel(byte[] host, int start, int end) {
        return end - start >= 4
                && host[start] == 'x'
                && host[start + 1] == 'n'
                && host[start + 2] == '-'
                && host[start + 3] == '-';
    }

    /** The text of folded bytes. */
    static String text(byte[] host, int start, int end) {
        return new String(host, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static byte[] foldings() {
        byte[] foldings = new byte[256];
        for (char c = 'a'; c <= 'z'; c++) {
            foldings[c] = (byte) c;
            foldings[c - 0x20] = (byte) c;
        }
        for (char c = '0'; c <= '9'; c++) {
            foldings[c] = (byte) c;
        }
        foldings['-'] = '-';
        foldings['.'] = '.';
        return foldings;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
