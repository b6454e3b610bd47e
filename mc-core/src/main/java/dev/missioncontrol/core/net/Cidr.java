package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.Objects;

/**
 * A range of addresses.
 *
 * @param network the first address; bits behind the prefix are zero
 * @param prefix how many leading bits are fixed
 */
public record Cidr(InetAddress network, int prefix) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the prefix does not fit the address or the address has bits behind it
     */
    public Cidr {
        Objects.requireNonNull(network, "network");
        byte[] octets = network.getAddress();
        if (prefix < 0 || prefix > octets.length * 8) {
            throw new IllegalArgumentException("the prefix of " + network.getHostAddress() + " is out of range");
        }
        if (hasBitsBehind(octets, prefix)) {
            throw new IllegalArgumentException(network.getHostAddress() + "/" + prefix + " has bits behind the prefix");
        }
    }

    /**
     * Reads {@code address} or {@code address/prefix}.
     *
     * @throws IllegalArgumentException naming the text if it is neither
     */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address range: " + text));
        int all = address.getAddress().length * 8;
        return new Cidr(address, slash < 0 ? all : prefix(text, text.substring(slash + 1)));
    }

    /**
     * The range of this prefix that holds an address.
     *
     * @throws IllegalArgumentException if the prefix does not fit the address
     */
    static Cidr around(InetAddress address, int prefix) {
        byte[] octets = address.getAddress();
        for (int bit = Math.max(prefix, 0); bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return new Cidr(IpLiteral.ofOctets(octets), prefix);
    }

    /** Tells whether {@code address} lies in this range; addresses of the other family never do. */
    public boolean contains(InetAddress address) {
        byte[] a = address.getAddress();
        byte[] n = network.getAddress();
        if (a.length != n.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (((a[bit / 8] ^ n[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int prefix(String whole, String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("not an address range: " + whole);
        }
        return Integer.parseInt(digits);
    }

    private static boolean hasBitsBehind(byte[] octets, int prefix) {
        for (int bit = prefix; bit < octets.length * 8; bit++) {
            if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                return true;
            }
        }
        return false;
    }
}
