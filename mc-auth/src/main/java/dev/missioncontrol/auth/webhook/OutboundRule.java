package dev.missioncontrol.auth.webhook;

import dev.missioncontrol.core.net.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a message to an address that somebody typed may go: {@code https} on the public Internet, and nowhere else.
 *
 * <p>A name says nothing: resolve it once, ask {@link #permits(InetAddress)} about each address, connect to the very
 * address that was judged, follow no redirect. Addresses that stand for other ones (IPv4-mapped, NAT64, 6to4, Teredo)
 * are refused or judged as what they mean. Immutable and thread-safe.
 */
public final class OutboundRule {

    private static final List<Cidr> NOT_PUBLIC_V4 = cidrs(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final Cidr PUBLIC_V6 = Cidr.of("2000::/3");
    private static final List<Cidr> NOT_PUBLIC_V6 = cidrs("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private OutboundRule() {}

    /** Tells whether the form of an address allows it: {@code https}, a host, no user, no fragment. */
    public static boolean permits(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && !address.isOpaque();
    }

    /** Tells whether an address that a name was resolved to is one of the public Internet. */
    public static boolean permits(InetAddress address) {
        return address instanceof Inet4Address
                ? NOT_PUBLIC_V4.stream().noneMatch(range -> range.contains(address))
                : PUBLIC_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Cidr> cidrs(String... texts) {
        return List.of(texts).stream().map(Cidr::of).toList();
    }
}
