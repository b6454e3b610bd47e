package dev.missioncontrol.core.net;

import dev.missioncontrol.core.http.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What forwarding and browser headers say (RFC 7239 and the de-facto {@code X-Forwarded-For}). */
final class Forwarding {
    private static final int MOST_HOPS = 20;
    private static final Set<String> FORWARDING = Set.of("forwarded", "x-real-ip");
    private static final Set<String> BROWSER = Set.of("origin", "cookie");

    private Forwarding() {}

    /** Tells whether any header names a proxy: mere presence counts. */
    static boolean isForwarded(Headers headers) {
        return headers.names().stream()
                .anyMatch(name ->
                        FORWARDING.contains(name) || name.startsWith("x-forwarded-") || name.startsWith("tailscale-"));
    }

    /** Tells whether any header shows a browser. */
    static boolean isFromBrowser(Headers headers) {
        return headers.names().stream().anyMatch(name -> BROWSER.contains(name) || name.startsWith("sec-fetch-"));
    }

    /** Walks from the right over trusted proxies to the first address they do not vouch for. */
    static Optional<InetAddress> client(Headers headers, TrustedProxies proxies) {
        if (headers.contains("forwarded") == headers.contains("x-forwarded-for")) {
            return Optional.empty();
        }
        List<String> hops =
                headers.contains("forwarded") ? forwardedFor(headers) : commaParts(headers, "x-forwarded-for");
        return hops.size() > MOST_HOPS ? Optional.empty() : nearestStranger(hops, proxies);
    }

    private static Optional<InetAddress> nearestStranger(List<String> hops, TrustedProxies proxies) {
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = address(hops.get(i));
            if (hop.isEmpty() || !proxies.contains(hop.get())) {
                return hop.filter(address -> !address.isLoopbackAddress() && !address.isAnyLocalAddress());
            }
        }
        return Optional.empty();
    }

    private static List<String> forwardedFor(Headers headers) {
        List<String> hops = new ArrayList<>();
        for (String element : commaParts(headers, "forwarded")) {
            hops.add(forParameter(element));
        }
        return hops;
    }

    /** The one {@code for} of an element; empty text, which is no address, if it has none, two, or half a quotation. */
    private static String forParameter(String element) {
        List<String> found = new ArrayList<>();
        for (String parameter : element.split(";", -1)) {
            String text = parameter.strip();
            if (text.regionMatches(true, 0, "for=", 0, 4)) {
                found.add(unquoted(text.substring(4)));
            }
        }
        boolean whole = element.chars().filter(c -> c == '"').count() % 2 == 0;
        return whole && found.size() == 1 ? found.get(0) : "";
    }

    private static List<String> commaParts(Headers headers, String name) {
        List<String> parts = new ArrayList<>();
        for (String value : headers.all(name)) {
            for (String part : value.split(",", -1)) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Reads {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1} and {@code [2001:db8::1]:80}. */
    private static Optional<InetAddress> address(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 || hop.indexOf(':') < 0 || hop.indexOf(':') > end
                    ? Optional.empty()
                    : before(hop, 1, end, end + 1);
        }
        int colon = hop.indexOf(':');
        boolean oneColon = colon >= 0 && hop.indexOf(':', colon + 1) < 0;
        int end = oneColon ? colon : hop.length();
        return before(hop, 0, end, end);
    }

    private static Optional<InetAddress> before(String hop, int start, int end, int portAt) {
        return HostSyntax.port(hop, portAt) == HostSyntax.BAD
                ? Optional.empty()
                : IpLiteral.parse(hop.substring(start, end));
    }
}
