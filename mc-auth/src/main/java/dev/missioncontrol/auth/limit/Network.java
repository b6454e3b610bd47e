package dev.missioncontrol.auth.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of an address that one customer holds: an IPv4 address, or the /64 of an IPv6 address, since whoever has one
 * address of a /64 has all of them.
 *
 * @param prefix the leading octets in hexadecimal
 */
public record Network(String prefix) {

    private static final int V6_OCTETS = 8;
    private static final int V4_DIGITS = 8;
    private static final int V4_SITE_DIGITS = 6;
    private static final int V6_SITE_DIGITS = 12;

    /** The network of an address. */
    public static Network of(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] kept = octets.length == 4 ? octets : Arrays.copyOf(octets, V6_OCTETS);
        return new Network(HexFormat.of().formatHex(kept));
    }

    /**
     * The networks around this one that one customer may well hold too: the /24 of an IPv4 address, the /48 of an IPv6
     * address. Never equal to a network of {@link #of}.
     */
    public Network site() {
        int digits = prefix.length() == V4_DIGITS ? V4_SITE_DIGITS : V6_SITE_DIGITS;
        return new Network(prefix.substring(0, Math.min(digits, prefix.length())));
    }
}
