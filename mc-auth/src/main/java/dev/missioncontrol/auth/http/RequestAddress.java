package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Under which scheme and host a request was made, as its maker saw it: the one host that is judged.
 *
 * <p>{@code X-Forwarded-Host} and {@code X-Forwarded-Proto} count only if the socket's peer is a trusted proxy, and
 * only as exactly one value each. {@code Forwarded} (RFC 7239) is not read for this.
 *
 * @param scheme the scheme
 * @param host the Host header's text, well-formed
 */
public record RequestAddress(Scheme scheme, String host) {

    public RequestAddress {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
    }

    /** The address of a request; empty if it has no Host, several, or a malformed one. */
    public static Optional<RequestAddress> of(RequestFacts request, TrustedProxies proxies) {
        Headers headers = request.headers();
        Optional<String> host = wellFormed(headers, "host");
        if (host.isEmpty() || !proxies.contains(request.socket().getAddress())) {
            return host.map(text -> new RequestAddress(request.scheme(), text));
        }
        Optional<String> outerHost =
                headers.contains("x-forwarded-host") ? wellFormed(headers, "x-forwarded-host") : host;
        Optional<Scheme> outerScheme = headers.contains("x-forwarded-proto")
                ? headers.only("x-forwarded-proto").flatMap(proto -> scheme(request.scheme(), proto))
                : Optional.of(request.scheme());
        return outerHost.flatMap(text -> outerScheme.map(scheme -> new RequestAddress(scheme, text)));
    }

    private static Optional<String> wellFormed(Headers headers, String name) {
        return headers.only(name).filter(text -> HostName.parse(text).isPresent());
    }

    private static Optional<Scheme> scheme(Scheme socket, String proto) {
        boolean webSocket = socket == Scheme.WS || socket == Scheme.WSS;
        if (List.of("https", "wss").contains(proto)) {
            return Optional.of(webSocket ? Scheme.WSS : Scheme.HTTPS);
        }
        if (List.of("http", "ws").contains(proto)) {
            return Optional.of(webSocket ? Scheme.WS : Scheme.HTTP);
        }
        return Optional.empty();
    }

    /** Tells whether the host is a loopback literal or {@code localhost}. */
    public boolean isLoopback() {
        return HostName.parse(host).filter(HostName::isLoopback).isPresent();
    }
}
