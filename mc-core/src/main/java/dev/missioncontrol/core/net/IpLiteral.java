package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads address literals without ever asking DNS. */
public final class IpLiteral {
    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern V4 = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpLiteral() {}

    /**
     * Reads four decimal octets without leading zeros, or IPv6 text without a zone and without brackets; empty for
     * anything else, such as {@code 127.1}, {@code 0x7f.1} or a name.
     */
    public static Optional<InetAddress> parse(String text) {
        Matcher v4 = V4.matcher(text);
        if (v4.matches()) {
            return fromOctets(v4);
        }
        return text.indexOf(':') >= 0 && V6.matcher(text).matches() ? fromV6(text) : Optional.empty();
    }

    private static Optional<InetAddress> fromOctets(Matcher v4) {
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            int octet = Integer.parseInt(v4.group(i + 1));
            if (octet > 255) {
                return Optional.empty();
            }
            address[i] = (byte) octet;
        }
        return Optional.of(ofOctets(address));
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

    /** The address of 4 or 16 octets. */
    static InetAddress ofOctets(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets", e);
        }
    }
}
