package dev.missioncontrol.core.net;

import java.util.Locale;

/** Whether the part of an A-label behind {@code xn--} is Punycode (RFC 3492 section 6.2) of a real word. */
final class ALabel {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 0x80;

    private ALabel() {}

    /** Tells whether it decodes to at least one letter, digit or mark beyond ASCII, and to nothing else beyond it. */
    static boolean isDecodable(String encoded) {
        int delimiter = encoded.lastIndexOf('-');
        String rest = encoded.substring(delimiter + 1).toLowerCase(Locale.ROOT);
        return !rest.isEmpty() && delimiter != 0 && decodes(rest, Math.max(delimiter, 0));
    }

    private static boolean decodes(String rest, int basicCount) {
        long codePoint = FIRST_CODE_POINT;
        long index = 0;
        int bias = FIRST_BIAS;
        int count = basicCount;
        int at = 0;
        while (at < rest.length()) {
            long before = index;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < rest.length() ? digit(rest.charAt(at++)) : -1;
                if (digit < 0) {
                    return false;
                }
                index += digit * weight;
                int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE) {
                    return false;
                }
            }
            count++;
            bias = adapt(index - before, count, before == 0);
            codePoint += index / count;
            index = index % count + 1;
            if (codePoint > Character.MAX_CODE_POINT || !isWordLike((int) codePoint)) {
                return false;
            }
        }
        return true;
    }

    private static int adapt(long delta, int count, boolean first) {
        long scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / count;
        int k = 0;
        while (scaled > (long) (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW));
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static boolean isWordLike(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
