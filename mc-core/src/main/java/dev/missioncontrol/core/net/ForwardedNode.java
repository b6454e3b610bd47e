package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.Optional;

/** The address a proxy names: a literal and possibly a port. {@code unknown} and obfuscated names are no address. */
final class ForwardedNode {

    private ForwardedNode() {}

    /** As RFC 7239 section 6 writes it: {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
    static Optional<InetAddress> standard(String node) {
        if (node.startsWith("[")) {
            return bracketed(node);
        }
        return node.indexOf(':') == node.lastIndexOf(':') ? plain(node) : Optional.empty();
    }

    /** As {@code X-Forwarded-For} writes it: the same, and {@code 2001:db8::1}. */
    static Optional<InetAddress> spelledOut(String node) {
        return node.startsWith("[") ? bracketed(node) : plain(node);
    }

    private static Optional<InetAddress> bracketed(String node) {
        int end = node.indexOf(']');
        boolean sixth = end > 0 && node.indexOf(':') >= 0 && node.indexOf(':') < end;
        return sixth ? before(node, 1, end, end + 1) : Optional.empty();
    }

    private static Optional<InetAddress> plain(String node) {
        int colon = node.indexOf(':');
        boolean oneColon = colon >= 0 && node.indexOf(':', colon + 1) < 0;
        int end = oneColon ? colon : node.length();
        return before(node, 0, end, end);
    }

    private static Optional<InetAddress> before(String node, int start, int end, int portAt) {
        return HostSyntax.port(node, portAt) == HostSyntax.BAD
                ? Optional.empty()
                : IpLiteral.parse(node.substring(start, end));
    }
}
