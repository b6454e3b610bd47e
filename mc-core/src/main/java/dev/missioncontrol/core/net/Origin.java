package dev.missioncontrol.core.net;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A web origin (RFC 6454): scheme, host and port, compared as a whole.
 *
 * @param scheme {@link Scheme#HTTP} or {@link Scheme#HTTPS}
 * @param host an A-label name or an address literal, lower case
 * @param port the port, the scheme's default one included
 */
public record Origin(Scheme scheme, String host, int port) {

    public Origin {
        Objects.requireNonNull(host, "host");
        if (scheme != Scheme.HTTP && scheme != Scheme.HTTPS) {
            throw new IllegalArgumentException("an origin is http or https");
        }
    }

    /**
     * Reads an Origin header: {@code scheme://host} or {@code scheme://host:port} and nothing else. Empty for
     * {@code null}, several origins, another scheme, a path, user info, a trailing dot.
     */
    public static Optional<Origin> parse(String text) {
        if (text.startsWith("https://")) {
            return of(Scheme.HTTPS, text.substring(8));
        }
        return text.startsWith("http://") ? of(Scheme.HTTP, text.substring(7)) : Optional.empty();
    }

    /**
     * Takes a configured origin.
     *
     * @throws IllegalArgumentException naming the text that is none, {@code null} included
     */
    public static Origin of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an origin: \"" + text + "\""));
    }

    /** The origin of pages served under this Host header; WebSocket schemes count as their HTTP ones. */
    public static Optional<Origin> of(Scheme scheme, String hostHeader) {
        Scheme web = scheme.isSecure() ? Scheme.HTTPS : Scheme.HTTP;
        return HostName.parse(hostHeader)
                .filter(host -> !isRooted(hostHeader))
                .map(host -> new Origin(web, host.value(), host.port().orElse(web.defaultPort())));
    }

    private static boolean isRooted(String hostHeader) {
        int end = HostSyntax.hostEnd(hostHeader);
        return end > 0 && hostHeader.charAt(end - 1) == '.';
    }

    /** As a browser writes it. */
    @Override
    public String toString() {
        String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + authority
                + (port == scheme.defaultPort() ? "" : ":" + port);
    }
}
