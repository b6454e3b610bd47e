package dev.missioncontrol.core.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** The addresses whose forwarding headers count. Immutable; empty unless the embedder names some. */
public final class TrustedProxies {
    private static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Cidr> ranges;

    private TrustedProxies(List<Cidr> ranges) {
        this.ranges = ranges;
    }

    /** Nobody's forwarding headers count. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Trusts these addresses and ranges, such as {@code 10.0.0.7} or {@code fd00::/8}.
     *
     * @throws IllegalArgumentException naming the entry that is no address range
     */
    public static TrustedProxies of(String... ranges) {
        return new TrustedProxies(Arrays.stream(ranges).map(Cidr::of).toList());
    }

    /** Tells whether this address is a trusted proxy's. */
    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
