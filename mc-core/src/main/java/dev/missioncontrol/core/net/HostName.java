package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

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
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern NUMERIC_TAIL = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

    public HostName {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(port, "port");
    }

    /** Reads {@code host} or {@code host:port}; empty for anything that is not exactly one well-formed host. */
    public static Optional<HostName> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST + 6 || !isVisibleAscii(text)) {
            return Optional.empty();
        }
        String folded = text.toLowerCase(Locale.ROOT);
        return folded.charAt(0) == '[' ? parseBracketed(folded) : parsePlain(folded);
    }

    /** Tells whether this is a loopback literal or {@code localhost}. */
    public boolean isLoopback() {
        return address.map(InetAddress::isLoopbackAddress).orElse(value.equals("localhost"));
    }

    private static Optional<HostName> parseBracketed(String text) {
        int end = text.indexOf(']');
        if (end < 0) {
            return Optional.empty();
        }
        return IpLiteral.parse(text.substring(1, end))
                .filter(address -> text.substring(1, end).indexOf(':') >= 0)
                .flatMap(address -> withPort(address.getHostAddress(), Optional.of(address), text.substring(end + 1)));
    }

    private static Optional<HostName> parsePlain(String text) {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon);
        Optional<InetAddress> address = IpLiteral.parse(host);
        if (address.isPresent()) {
            return withPort(host, address, rest);
        }
        if (host.length() > LONGEST || !NAME.matcher(host).matches()) {
            return Optional.empty();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        // What ends in a number is an address to some parser: only the strict form above may be one.
        return NUMERIC_TAIL.matcher(name).matches() ? Optional.empty() : withPort(name, Optional.empty(), rest);
    }

    private static Optional<HostName> withPort(String value, Optional<InetAddress> address, String rest) {
        if (rest.isEmpty()) {
            return Optional.of(new HostName(value, address, OptionalInt.empty()));
        }
        String digits = rest.substring(1);
        if (rest.charAt(0) != ':' || !PORT.matcher(digits).matches() || Integer.parseInt(digits) > 65_535) {
            return Optional.empty();
        }
        return Optional.of(new HostName(value, address, OptionalInt.of(Integer.parseInt(digits))));
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
