package dev.missioncontrol.core.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code Forwarded} headers by the grammar of RFC 7239 section 4: tokens and quoted strings, each parameter once
 * in an element. What breaks the grammar anywhere is no header at all, because nobody knows where it ends.
 */
final class ForwardedSyntax {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;

    private ForwardedSyntax(String text) {
        this.text = text;
    }

    /** The elements of all field lines, in order; empty if one breaks the grammar. */
    static Optional<List<ForwardedHop>> parse(List<String> lines) {
        List<ForwardedHop> hops = new ArrayList<>();
        for (String line : lines) {
            if (!new ForwardedSyntax(line).readInto(hops)) {
                return Optional.empty();
            }
        }
        return Optional.of(hops);
    }

    private boolean readInto(List<ForwardedHop> hops) {
        do {
            Map<String, String> parameters = new HashMap<>();
            if (!readElement(parameters)) {
                return false;
            }
            hops.add(new ForwardedHop(
                    parameters.getOrDefault("for", ""),
                    Optional.ofNullable(parameters.get("host")),
                    Optional.ofNullable(parameters.get("proto"))));
        } while (take(','));
        return at == text.length();
    }

    private boolean readElement(Map<String, String> parameters) {
        do {
            skipBlanks();
            String name = token().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !take('=')) {
                return false;
            }
            Optional<String> value = value();
            if (value.isEmpty() || parameters.put(name, value.get()) != null) {
                return false;
            }
            skipBlanks();
        } while (take(';'));
        return true;
    }

    private Optional<String> value() {
        if (take('"')) {
            return quoted();
        }
        String token = token();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    /** Separators and backslashes are refused: no address, host or scheme needs one, and proxies disagree on them. */
    private Optional<String> quoted() {
        int end = text.indexOf('"', at);
        if (end < 0) {
            return Optional.empty();
        }
        String inside = text.substring(at, end);
        at = end + 1;
        boolean plain = inside.chars().allMatch(c -> c > ' ' && c < 0x7f && ",;\\".indexOf(c) < 0);
        return plain ? Optional.of(inside) : Optional.empty();
    }

    private String token() {
        int start = at;
        while (at < text.length() && isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean take(char c) {
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }
}
