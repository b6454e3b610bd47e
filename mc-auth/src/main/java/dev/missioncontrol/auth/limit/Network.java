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

    /** The network of an address. */
    public static Network of(InetAddress address) {
        byte[] octets = address.getAddress();
        byte[] kept = octets.length == 4 ? octets : Arrays.copyOf(octets, V6_OCTETS);
        return new Network(HexFormat.of().formatHex(kept));
    }
}
