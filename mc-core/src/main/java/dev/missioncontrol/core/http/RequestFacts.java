package dev.missioncontrol.core.http;

import dev.missioncontrol.core.net.Scheme;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;

/**
 * The facts of one HTTP request or WebSocket upgrade, as the server's own socket saw them.
 *
 * @param method the method, as sent
 * @param target the raw request target, never decoded or normalised
 * @param headers all header fields
 * @param socket the address of the accepted socket's other end
 * @param scheme how the bytes came in on this socket: forwarding headers play no part
 * @param listener what the embedder vouches for about the listener
 */
public record RequestFacts(
        String method,
        String target,
        Headers headers,
        InetSocketAddress socket,
        Scheme scheme,
        Set<ListenerTrait> listener) {
    public RequestFacts {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(scheme, "scheme");
        listener = Set.copyOf(listener);
        if (socket.isUnresolved()) {
            throw new IllegalArgumentException("the peer of an accepted socket has an address");
        }
    }

    /** Method and scheme only: targets and headers may hold credentials. */
    @Override
    public String toString() {
        return "RequestFacts[" + method + " " + scheme + "]";
    }
}
