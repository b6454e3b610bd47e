package dev.missioncontrol.core.net;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patterns by the leading bits of an IPv4 address, for one number of bits: open addressing, nothing is allocated. */
final class Ipv4Table {

    private static final int MULTIPLIER = 0x9E3779B1;

    private final int mask;
    private final int[] keys;
    private final HostPattern[][] patterns;

    /** Of these patterns by network; several patterns of one network differ in ports. */
    Ipv4Table(int prefix, Map<Integer, List<HostPattern>> byNetwork) {
        this.mask = prefix == 0 ? 0 : -1 << (32 - prefix);
        int size = Integer.highestOneBit(Math.max(4, byNetwork.size() * 2)) << 1;
        this.keys = new int[size];
        this.patterns = new HostPattern[size][];
        byNetwork.forEach(this::put);
    }

    /** The pattern of the network the address lies in that admits the port. */
    @Nullable
    HostPattern find(int address, @Nullable Scheme scheme, int port) {
        int network = address & mask;
        for (int slot = slot(network); patterns[slot] != null; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == network) {
                return admitting(patterns[slot], scheme, port);
            }
        }
        return null;
    }

    private void put(int network, List<HostPattern> all) {
        int slot = slot(network);
        while (patterns[slot] != null) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = network;
        patterns[slot] = all.toArray(new HostPattern[0]);
    }

    private int slot(int network) {
        int spread = network * MULTIPLIER;
        return (spread ^ (spread >>> 15)) & (keys.length - 1);
    }

    private static @Nullable HostPattern admitting(HostPattern[] all, @Nullable Scheme scheme, int port) {
        for (HostPattern pattern : all) {
            if (pattern.ports().admits(scheme, port)) {
                return pattern;
            }
        }
        return null;
    }
}
