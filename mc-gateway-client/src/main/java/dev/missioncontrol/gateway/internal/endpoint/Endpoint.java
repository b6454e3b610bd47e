package dev.missioncontrol.gateway.internal.endpoint;

import dev.missioncontrol.core.net.HostName;
import dev.missioncontrol.core.net.Scheme;
import java.net.URI;
import java.util.Locale;

/**
 * A gateway address that follows the rules: {@code ws} or {@code wss}, one well-formed host, no user information, no
 * fragment.
 *
 * @param uri the address as given
 * @param scheme plain or TLS
 * @param host the host, without a port
 * @param port the port, the scheme's own if none is written
 */
public record Endpoint(URI uri, Scheme scheme, HostName host, int port) {
    /**
     * Checks an address.
     *
     * @throws IllegalArgumentException if it breaks a rule; the message names the rule and never the address
     */
    public static Endpoint of(URI uri) {
        Scheme scheme = schemeOf(uri);
        require(uri.getRawUserInfo() == null, "a gateway address holds no user name or password");
        require(uri.getRawFragment() == null, "a gateway address has no fragment");
        String host = uri.getHost();
        require(host != null && !host.isEmpty(), "a gateway address names a host");
        require(uri.getPort() != 0 && uri.getPort() <= 65_535, "a port is 1 to 65535");
        HostName name = HostName.parse(host == null ? "" : host)
                .orElseThrow(() -> new IllegalArgumentException("the host is not an ASCII name or an address literal"));
        return new Endpoint(uri, scheme, name, uri.getPort() < 0 ? scheme.defaultPort() : uri.getPort());
    }

    /** Tells whether what is sent stays secret: TLS, or a loopback literal, or {@code localhost}. */
    public boolean keepsSecrets() {
        return scheme.isSecure() || host.isLoopback();
    }

    /** Scheme, host and port in one spelling: the name that tokens are kept under. */
    public String key() {
        String shown = host.value().indexOf(':') >= 0 ? "[" + host.value() + "]" : host.value();
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + shown + ":" + port;
    }

    private static Scheme schemeOf(URI uri) {
        String scheme = uri.getScheme();
        if ("wss".equalsIgnoreCase(scheme)) {
            return Scheme.WSS;
        }
        require("ws".equalsIgnoreCase(scheme), "a gateway address starts with ws:// or wss://");
        return Scheme.WS;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
