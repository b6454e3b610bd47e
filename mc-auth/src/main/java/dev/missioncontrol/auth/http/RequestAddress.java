package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Forwarding;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Under which scheme and host a request was made, as its maker saw it: the one host that is judged.
 *
 * <p>What proxies say counts only if the socket's peer is a trusted one, and only in one spelling: {@code Forwarded}
 * (RFC 7239) or {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}, of which the latter hold exactly one value each.
 *
 * @param scheme the scheme
 * @param host the Host header's text, well-formed
 */
public record RequestAddress(Scheme scheme, String host) {

    public RequestAddress {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
    }

    /**
     * The address of a request; empty if it has no Host, several, or a malformed one, or if what a trusted proxy says
     * is malformed or contradicts itself.
     */
    public static Optional<RequestAddress> of(RequestFacts request, TrustedProxies proxies) {
        Optional<String> host = request.headers().only("host").flatMap(RequestAddress::wellFormed);
        if (host.isEmpty() || !proxies.contains(request.socket().getAddress())) {
            return host.map(text -> new RequestAddress(request.scheme(), text));
        }
        return Forwarding.read(request.headers(), proxies).flatMap(said -> outer(request.scheme(), host.get(), said));
    }

    private static Optional<RequestAddress> outer(Scheme socket, String inner, Forwarding said) {
        Optional<String> host =
                said.host().isEmpty() ? Optional.of(inner) : said.host().flatMap(RequestAddress::wellFormed);
        Optional<Scheme> scheme =
                said.proto().isEmpty() ? Optional.of(socket) : said.proto().flatMap(proto -> scheme(socket, proto));
        return host.flatMap(text -> scheme.map(known -> new RequestAddress(known, text)));
    }

    private static Optional<String> wellFormed(String host) {
        return Optional.of(host).filter(text -> HostName.parse(text).isPresent());
    }

    /** Schemes are compared without regard to case (RFC 3986 section 3.1). */
    private static Optional<Scheme> scheme(Scheme socket, String proto) {
        boolean webSocket = socket == Scheme.WS || socket == Scheme.WSS;
        return switch (proto.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> Optional.of(webSocket ? Scheme.WSS : Scheme.HTTPS);
            case "http", "ws" -> Optional.of(webSocket ? Scheme.WS : Scheme.HTTP);
            default -> Optional.empty();
        };
    }

    /** Tells whether the host is a loopback literal or {@code localhost}. */
    public boolean isLoopback() {
        return HostName.parse(host).filter(HostName::isLoopback).isPresent();
    }
}
