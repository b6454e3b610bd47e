package dev.missioncontrol.core.net;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patterns by the text they end a host with: open addressing over a hash that grows from the right, so that one walk
 * over a host meets every suffix of it. A look-up allocates nothing and never meets more patterns than it matches.
 */
final class SuffixTable {

    private static final int MULTIPLIER = 0x9E3779B1;
    private static final byte[] FREE = {};

    private final byte[][] keys;
    private final HostPattern[][] patterns;
    private final long[] lengths = new long[4];
    private final int mask;

    /** Of these patterns by their lower-case keys; several patterns of one key differ in ports. */
    SuffixTable(Map<String, List<HostPattern>> byKey) {
        int size = Integer.highestOneBit(Math.max(4, byKey.size() * 2)) << 1;
        this.keys = new byte[size][];
        Arrays.fill(keys, FREE);
        this.patterns = new HostPattern[size][];
        this.mask = size - 1;
        byKey.forEach(this::put);
    }

    /** The hash with one more folded character on the left. */
    static int extend(int hash, byte c) {
        return hash * 31 + c;
    }

    /** The pattern of the key that fills the folded {@code name} from {@code start} to {@code end} and admits the port. */
    @Nullable
    HostPattern find(byte[] name, int start, int end, int hash, @Nullable Scheme scheme, int port) {
        int length = end - start;
        if ((lengths[length >> 6] & (1L << length)) == 0) {
            return null;
        }
        for (int slot = slot(hash); ; slot = (slot + 1) & mask) {
            byte[] key = keys[slot];
            if (key == FREE) {
                return null;
            }
            if (Arrays.equals(key, 0, key.length, name, start, end)) {
                return admitting(patterns[slot], scheme, port);
            }
        }
    }

    private void put(String text, List<HostPattern> all) {
        byte[] key = HostSyntax.bytes(text);
        int hash = 0;
        for (int i = key.length - 1; i >= 0; i--) {
            hash = extend(hash, key[i]);
        }
        int slot = slot(hash);
        while (keys[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        patterns[slot] = all.toArray(new HostPattern[0]);
        lengths[key.length >> 6] |= 1L << key.length;
    }

    private int slot(int hash) {
        int spread = hash * MULTIPLIER;
        return (spread ^ (spread >>> 15)) & mask;
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
