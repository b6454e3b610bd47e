package dev.missioncontrol.core.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the entries of an allowlist, strictly: what is no entry fails, naming itself. */
final class PatternReader {

    /** Top-level names the public DNS does not delegate (RFC 6761, RFC 6762, ICANN): a wildcard below them is safe. */
    private static final Set<String> PRIVATE_SUFFIXES =
            Set.of("localhost", "local", "internal", "test", "lan", "home", "corp", "intranet", "private");

    private PatternReader() {}

    static HostPattern read(String text) {
        if (text.indexOf('/') >= 0) {
            return range(text);
        }
        Optional<InetAddress> bare = text.startsWith("[") ? Optional.empty() : IpLiteral.parse(text);
        if (bare.filter(Inet6Address.class::isInstance).isPresent()) {
            return exact(text, "[" + text + "]", null);
        }
        int portAt = text.indexOf(':', text.indexOf(']') + 1);
        String host = portAt < 0 ? text : text.substring(0, portAt);
        PortRule port = portAt < 0 ? null : port(text, text.substring(portAt + 1));
        if (host.startsWith("*.")) {
            return new HostPattern.Below(suffix(text, host.substring(2)), port == null ? PortRule.DEFAULT : port);
        }
        return host.endsWith(".*") ? prefix(text, host.substring(0, host.length() - 2), port) : exact(text, host, port);
    }

    private static HostPattern exact(String text, String host, @Nullable PortRule port) {
        HostName name = HostName.parse(host)
                .orElseThrow(() -> wrong(text, "it is neither a host name in ASCII nor an address literal"));
        return new HostPattern.Exact(name.value(), port != null ? port : defaultRule(name.isLoopback()));
    }

    private static String suffix(String text, String suffix) {
        HostName name = HostName.parse(suffix)
                .filter(host -> host.address().isEmpty())
                .orElseThrow(() -> wrong(text, "what follows *. is not a host name"));
        if (name.value().indexOf('.') < 0 && !PRIVATE_SUFFIXES.contains(name.value())) {
            throw wrong(text, "it would admit every name below a public top-level domain");
        }
        return name.value();
    }

    private static HostPattern prefix(String text, String octets, @Nullable PortRule port) {
        long count = octets.chars().filter(c -> c == '.').count() + 1;
        if (octets.isEmpty() || count > 3) {
            throw wrong(text, "a prefix is one to three octets of an IPv4 address");
        }
        InetAddress network = IpLiteral.parse(octets + ".0".repeat((int) (4 - count)))
                .orElseThrow(() -> wrong(text, "a prefix is one to three octets of an IPv4 address"));
        PortRule ports = port != null ? port : defaultRule(network.isLoopbackAddress());
        return new HostPattern.Ipv4Prefix(octets, new Cidr(network, (int) count * 8), ports);
    }

    private static HostPattern range(String text) {
        try {
            Cidr range = Cidr.of(text);
            return new HostPattern.Range(range, defaultRule(range.network().isLoopbackAddress()));
        } catch (IllegalArgumentException e) {
            throw wrong(text, "it is no address range; entries have no scheme and no path");
        }
    }

    private static PortRule defaultRule(boolean loopback) {
        return loopback ? PortRule.ANY : PortRule.DEFAULT;
    }

    private static PortRule port(String text, String port) {
        if (port.equals("*")) {
            return PortRule.ANY;
        }
        int number = HostSyntax.port(":" + port, 0);
        if (number == HostSyntax.BAD) {
            throw wrong(text, "the port is neither * nor a number from 1 to 65535");
        }
        return PortRule.only(number);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("not a host pattern: \"" + text + "\": " + why);
    }
}
