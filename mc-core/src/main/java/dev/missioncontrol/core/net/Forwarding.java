package dev.missioncontrol.core.net;

import dev.missioncontrol.core.http.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What trusted proxies say about a request: who sent it, and under which host and scheme it reached the outermost of
 * them.
 *
 * <p>There are two spellings, {@code Forwarded} (RFC 7239) and the de-facto {@code X-Forwarded-For}, {@code -Host} and
 * {@code -Proto}. Exactly one is judged: a request that carries both has nothing to say. Only what a trusted proxy wrote
 * counts, so the list is walked from the right, over addresses of trusted proxies, to the first stranger; at most twenty
 * hops. Immutable and thread-safe.
 *
 * @param client the nearest address the trusted proxies do not vouch for; empty if there is none, or if it is none that
 *     a client can have
 * @param host the host, as text that is not checked yet
 * @param proto the scheme, as text that is not checked yet
 */
public record Forwarding(Optional<InetAddress> client, Optional<String> host, Optional<String> proto) {
    private static final int MOST_HOPS = 20;
    private static final Set<String> FORWARDING = Set.of("forwarded", "x-real-ip");
    private static final Set<String> BROWSER = Set.of("origin", "cookie");
    private static final List<String> SPELLED_OUT = List.of("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");

    public Forwarding {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(proto, "proto");
    }

    /**
     * Reads the headers of a request whose socket's peer is a trusted proxy: the caller has made sure of that.
     *
     * @return empty if the headers contradict each other: both spellings, a {@code Forwarded} that breaks its grammar,
     *     a repeated host or scheme, too many hops
     */
    public static Optional<Forwarding> read(Headers headers, TrustedProxies proxies) {
        boolean spelledOut = SPELLED_OUT.stream().anyMatch(headers::contains);
        if (!headers.contains("forwarded")) {
            return spelledOut(headers, proxies);
        }
        return spelledOut
                ? Optional.empty()
                : ForwardedSyntax.parse(headers.all("forwarded")).flatMap(hops -> standard(hops, proxies));
    }

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

    private static Optional<Forwarding> standard(List<ForwardedHop> hops, TrustedProxies proxies) {
        if (hops.size() > MOST_HOPS) {
            return Optional.empty();
        }
        List<String> nodes = hops.stream().map(ForwardedHop::node).toList();
        int outermost = nearestStranger(nodes, ForwardedNode::standard, proxies);
        ForwardedHop hop = hops.get(Math.max(outermost, 0));
        Optional<InetAddress> client = outermost < 0
                ? Optional.empty()
                : ForwardedNode.standard(hop.node()).filter(Forwarding::isAClients);
        return Optional.of(new Forwarding(client, hop.host(), hop.proto()));
    }

    private static Optional<Forwarding> spelledOut(Headers headers, TrustedProxies proxies) {
        List<String> nodes = commaParts(headers, "x-forwarded-for");
        boolean repeated = headers.all("x-forwarded-host").size() > 1
                || headers.all("x-forwarded-proto").size() > 1;
        if (nodes.size() > MOST_HOPS || repeated) {
            return Optional.empty();
        }
        int outermost = nearestStranger(nodes, ForwardedNode::spelledOut, proxies);
        Optional<InetAddress> client = outermost < 0
                ? Optional.empty()
                : ForwardedNode.spelledOut(nodes.get(outermost)).filter(Forwarding::isAClients);
        return Optional.of(new Forwarding(client, headers.only("x-forwarded-host"), headers.only("x-forwarded-proto")));
    }

    /** Where, from the right, the first node stands that is no trusted proxy; -1 if all are. */
    private static int nearestStranger(List<String> nodes, NodeReader reader, TrustedProxies proxies) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (reader.read(nodes.get(i)).filter(proxies::contains).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAClients(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isAnyLocalAddress() && !address.isMulticastAddress();
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

    /** How a node of the list is written. */
    @FunctionalInterface
    private interface NodeReader {
        Optional<InetAddress> read(String node);
    }
}
