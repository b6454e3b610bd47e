package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads address literals without ever asking DNS. */
public final class IpLiteral {
    private static final int LONGEST_V4 = 15;
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpLiteral() {}

    /**
     * Reads four decimal octets without leading zeros, or IPv6 text without a zone and without brackets; empty for
     * anything else, such as {@code 127.1}, {@code 0x7f.1} or a name.
     */
    public static Optional<InetAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            byte[] octets = HostSyntax.bytes(text);
            long v4 = text.length() > LONGEST_V4 ? HostSyntax.BAD : HostSyntax.ipv4(octets, octets.length);
            return v4 == HostSyntax.BAD ? Optional.empty() : Optional.of(ofBits((int) v4));
        }
        return V6.matcher(text).matches() ? fromV6(text) : Optional.empty();
    }

    private static Optional<InetAddress> fromV6(String text) {
        String tail = text.substring(text.lastIndexOf(':') + 1);
        if (tail.indexOf('.') >= 0 && parse(tail).isEmpty()) {
            return Optional.empty();
        }
        try {
            // Brackets make the JDK read a literal or fail: no look-up.
            return Optional.of(InetAddress.getByName("[" + text + "]"));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    /** The IPv4 address of these bits. */
    static InetAddress ofBits(int bits) {
        return ofOctets(new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }

    /** The address of 4 or 16 octets. */
    static InetAddress ofOctets(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets", e);
        }
    }
}
