package dev.missioncontrol.core.net;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/** Where a request comes from. Decided on address objects of the accepted socket, never on text. */
public sealed interface Peer {
    /**
     * A process of this machine, genuinely: the socket's address is loopback, the listener is marked
     * {@link ListenerTrait#TRUST_LOOPBACK}, no header speaks of a proxy or a browser, and the Host is a loopback one.
     * Only {@link #classify} makes one.
     */
    final class Loopback implements Peer {
        private final InetAddress address;

        private Loopback(InetAddress address) {
            this.address = address;
        }

        @Override
        public InetAddress address() {
            return address;
        }

        @Override
        public String toString() {
            return "Loopback[" + address.getHostAddress() + "]";
        }
    }

    /** Anything that reached the socket by itself, loopback addresses without the proof above included. */
    record Direct(InetAddress address) implements Peer {
        public Direct {
            Objects.requireNonNull(address, "address");
        }
    }

    /**
     * A request a trusted proxy passed on.
     *
     * @param proxy the proxy's own address
     * @param client the nearest address the trusted proxies do not vouch for; empty if the headers are missing,
     *     malformed or contradict each other
     */
    record Proxied(InetAddress proxy, Optional<InetAddress> client) implements Peer {
        public Proxied {
            Objects.requireNonNull(proxy, "proxy");
            Objects.requireNonNull(client, "client");
        }

        @Override
        public InetAddress address() {
            return client.orElse(proxy);
        }
    }

    /** The best known address of the client, for records and limits. */
    InetAddress address();

    /** Classifies a request. Forwarding headers of a peer that is no trusted proxy are ignored, and prevent loopback. */
    static Peer classify(RequestFacts request, TrustedProxies proxies) {
        InetAddress address = request.socket().getAddress();
        if (proxies.contains(address) && Forwarding.isForwarded(request.headers())) {
            return new Proxied(
                    address, Forwarding.read(request.headers(), proxies).flatMap(Forwarding::client));
        }
        return isGenuineLoopback(request) ? new Loopback(address) : new Direct(address);
    }

    private static boolean isGenuineLoopback(RequestFacts request) {
        Headers headers = request.headers();
        return request.socket().getAddress().isLoopbackAddress()
                && request.listener().contains(ListenerTrait.TRUST_LOOPBACK)
                && !Forwarding.isForwarded(headers)
                && !Forwarding.isFromBrowser(headers)
                && headers.only("host").filter(Peer::isLoopbackHost).isPresent();
    }

    private static boolean isLoopbackHost(String host) {
        return HostName.parse(host).filter(HostName::isLoopback).isPresent();
    }
}
