package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.Headers;
import java.util.Optional;
import java.util.Set;

/**
 * The rule for header fields: what servers, proxies and routes could read differently is refused, where the server in
 * front shows it at all.
 */
final class HeaderRule {

    /** Fields of one value that something is decided by (RFC 9110 section 5.3: they must not be repeated). */
    private static final Set<String> SINGLE = Set.of(
            "authorization",
            "content-length",
            "content-type",
            "sec-websocket-key",
            "transfer-encoding",
            "upgrade",
            "x-api-key");

    private static final Set<String> JUDGED = Set.of(
            "authorization",
            "content-length",
            "cookie",
            "forwarded",
            "host",
            "origin",
            "sec-fetch-site",
            "transfer-encoding",
            "x-api-key",
            "x-real-ip");

    private static final int LONGEST_LENGTH = 18;

    private HeaderRule() {}

    /** Tells whether names and values are unambiguous. */
    static boolean admits(Headers headers) {
        return headers.names().stream()
                .allMatch(name -> isName(name)
                        && !isDisguised(name)
                        && headers.all(name).stream().allMatch(HeaderRule::isValue)
                        && (!SINGLE.contains(name) || headers.all(name).size() == 1));
    }

    /** Tells whether the length of the body is said once, and clearly (RFC 9112 section 6). */
    static boolean framesClearly(Headers headers) {
        boolean chunked = headers.contains("transfer-encoding");
        if (chunked && headers.contains("content-length")) {
            return false;
        }
        return chunked
                ? headers.only("transfer-encoding").filter("chunked"::equals).isPresent()
                : !headers.contains("content-length") || length(headers).isPresent();
    }

    /** The declared length of the body; empty if none is declared, or a malformed one. */
    static Optional<Long> length(Headers headers) {
        return headers.only("content-length")
                .filter(text -> !text.isEmpty()
                        && text.length() <= LONGEST_LENGTH
                        && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Long::parseLong);
    }

    /** A line break in a value is a line that was folded, or one that wants to become two. */
    private static boolean isValue(String value) {
        return value.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /** Some servers read an underscore as a dash. */
    private static boolean isDisguised(String name) {
        if (name.indexOf('_') < 0) {
            return false;
        }
        String read = name.replace('_', '-');
        return JUDGED.contains(read) || read.startsWith("x-forwarded-") || read.startsWith("sec-fetch-");
    }
}
