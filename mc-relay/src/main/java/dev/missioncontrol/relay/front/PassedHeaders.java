package dev.missioncontrol.relay.front;

import dev.missioncontrol.core.http.Headers;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which header fields go through, in each direction: listed ones. So no cookie, no {@code Authorization} and no
 * forwarding header of a browser reaches the gateway, and no cookie or redirect of the gateway reaches a browser.
 */
final class PassedHeaders {
    private static final Set<String> ASKED = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "range");
    private static final Set<String> ANSWERED = Set.of(
            "accept-ranges",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-range",
            "content-security-policy",
            "content-type",
            "etag",
            "expires",
            "last-modified",
            "permissions-policy",
            "referrer-policy",
            "service-worker-allowed",
            "vary");

    private PassedHeaders() {}

    /** Puts what the browser asked for on the request. A field that comes twice is dropped. */
    static void ask(Headers from, HttpRequest.Builder to) {
        for (String name : ASKED) {
            from.only(name).ifPresent(value -> to.setHeader(name, value));
        }
    }

    /** What of the gateway's answer goes on, by lower-case name. */
    static Map<String, String> answered(HttpHeaders from) {
        Map<String, String> kept = new TreeMap<>();
        from.map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ANSWERED.contains(lower) && values.size() == 1) {
                kept.put(lower, values.get(0));
            }
        });
        return kept;
    }
}
