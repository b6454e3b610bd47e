package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule for request targets: origin form, the asterisk of OPTIONS, or an absolute form (RFC 9112 section 3.2) of the
 * same host; and a path that every server reads alike.
 *
 * <p>Such a path holds what RFC 3986 section 3.3 lets a path hold, without parameters, empty segments, dot segments, and
 * escapes of slashes, backslashes, dots, semicolons, percent signs or control characters: servers decode and normalise
 * these differently, and a route must not be reached by a name its guard does not know.
 */
final class TargetRule {

    private static final String PATH_MARKS = "/-._~!$&'()*+,=:@";
    private static final String QUERY_BREAKS = "#\"<>";
    private static final String NEVER_ESCAPED = "/\\.;%";

    private TargetRule() {}

    static boolean admits(RequestFacts request) {
        String target = request.target();
        if (target.startsWith("/")) {
            return isSound(target);
        }
        if (target.equals("*")) {
            return request.method().equals("OPTIONS");
        }
        int authority = target.indexOf("://") + 3;
        return authority >= 3
                && isHttp(target.substring(0, authority - 3))
                && isSameHost(request, target.substring(authority));
    }

    private static boolean isHttp(String scheme) {
        String folded = scheme.toLowerCase(Locale.ROOT);
        return folded.equals("http") || folded.equals("https");
    }

    private static boolean isSameHost(RequestFacts request, String fromAuthority) {
        int end = 0;
        while (end < fromAuthority.length() && "/?#".indexOf(fromAuthority.charAt(end)) < 0) {
            end++;
        }
        Optional<HostName> named = HostName.parse(fromAuthority.substring(0, end));
        String rest = fromAuthority.substring(end);
        return named.isPresent()
                && named.equals(request.headers().only("host").flatMap(HostName::parse))
                && isSound(rest.startsWith("/") ? rest : "/" + rest);
    }

    private static boolean isSound(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return isPath(path) && (query < 0 || isQuery(target, query + 1));
    }

    private static boolean isPath(String path) {
        byte[] decoded = new byte[path.length()];
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int octet = c;
            if (c == '%') {
                octet = escaped(path, i);
                i += 2;
            } else if (!isPathChar(c)) {
                return false;
            }
            if (octet < ' ' || octet == 0x7f || (c == '%' && NEVER_ESCAPED.indexOf(octet) >= 0)) {
                return false;
            }
            decoded[length++] = (byte) octet;
        }
        return hasNamedSegments(path) && isText(decoded, length);
    }

    /** The octet of an escape; -1 if it is none. */
    private static int escaped(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return -1;
        }
        int high = hex(path.charAt(percent + 1));
        int low = hex(path.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isPathChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PATH_MARKS.indexOf(c) >= 0;
    }

    private static boolean hasNamedSegments(String path) {
        return !path.contains("//")
                && !path.contains("/./")
                && !path.contains("/../")
                && !path.endsWith("/.")
                && !path.endsWith("/..");
    }

    /** UTF-8 without overlong forms, control characters and line separators. */
    private static boolean isText(byte[] octets, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
            return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    private static boolean isQuery(String target, int from) {
        return target.chars().skip(from).allMatch(c -> c > ' ' && c < 0x7f && QUERY_BREAKS.indexOf(c) < 0);
    }
}
