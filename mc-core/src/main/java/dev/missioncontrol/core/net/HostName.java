package dev.missioncontrol.core.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host as written in a Host header or an origin: an ASCII name or an address literal, with the port kept apart.
 *
 * <p>Names are A-labels (RFC 5890), lower case, without a trailing dot; IPv6 literals are kept in the JDK's own
 * spelling. DNS is never asked.
 *
 * @param value the name or literal, without port and brackets
 * @param address the address, if the host is a literal
 * @param port the port that was written, if any
 */
public record HostName(String value, Optional<InetAddress> address, OptionalInt port) {
    public HostName {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(port, "port");
    }

    /** Reads {@code host} or {@code host:port}; empty for anything that is not exactly one well-formed host. */
    public static Optional<HostName> parse(String text) {
        if (text.isEmpty() || text.length() > HostSyntax.LONGEST_TEXT) {
            return Optional.empty();
        }
        return text.charAt(0) == '[' ? parseBracketed(text) : parsePlain(text);
    }

    /** Tells whether this is a loopback literal or {@code localhost}. */
    public boolean isLoopback() {
        return address.map(InetAddress::isLoopbackAddress).orElse(value.equals("localhost"));
    }

    /** Only IPv6 stands in brackets; IPv4 in IPv6 clothes (RFC 4291 section 2.5.5.2) is nobody's Host. */
    private static Optional<HostName> parseBracketed(String text) {
        int end = text.indexOf(']');
        if (end < 0) {
            return Optional.empty();
        }
        return IpLiteral.parse(text.substring(1, end))
                .filter(Inet6Address.class::isInstance)
                .flatMap(address -> withPort(address.getHostAddress(), Optional.of(address), text, end + 1));
    }

    private static Optional<HostName> parsePlain(String text) {
        int hostEnd = HostSyntax.hostEnd(text);
        byte[] host = HostSyntax.bytes(text);
        int nameEnd = HostSyntax.fold(host, hostEnd);
        if (nameEnd == HostSyntax.BAD) {
            return Optional.empty();
        }
        if (!HostSyntax.endsInNumber(host, nameEnd)) {
            String name = HostSyntax.text(host, 0, nameEnd);
            return withPort(name, Optional.empty(), text, hostEnd);
        }
        String literal = text.substring(0, hostEnd);
        return IpLiteral.parse(literal).flatMap(address -> withPort(literal, Optional.of(address), text, hostEnd));
    }

    private static Optional<HostName> withPort(String value, Optional<InetAddress> address, String text, int hostEnd) {
        int port = HostSyntax.port(text, hostEnd);
        if (port == HostSyntax.BAD) {
            return Optional.empty();
        }
        OptionalInt written = port == HostSyntax.NO_PORT ? OptionalInt.empty() : OptionalInt.of(port);
        return Optional.of(new HostName(value, address, written));
    }
}
