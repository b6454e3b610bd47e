package dev.missioncontrol.core.net;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patterns by the text they end a host with: open addressing over a hash that grows from the right, so that one walk
 * over a host meets every suffix of it. A look-up allocates nothing and never meets more patterns than it matches.
 */
final class SuffixTable {

    private static final int MULTIPLIER = 0x9E3779B1;

    private final @Nullable String[] keys;
    private final HostPattern[][] patterns;
    private final long[] lengths = new long[4];
    private final int mask;

    /** Of these patterns by their lower-case keys; several patterns of one key differ in ports. */
    SuffixTable(Map<String, List<HostPattern>> byKey) {
        int size = Integer.highestOneBit(Math.max(4, byKey.size() * 2)) << 1;
        this.keys = new String[size];
        this.patterns = new HostPattern[size][];
        this.mask = size - 1;
        byKey.forEach(this::put);
    }

    /** The hash with one more character on the left. The character must be ASCII; letters are folded. */
    static int extend(int hash, char c) {
        return hash * 31 + (c | 0x20);
    }

    /** The pattern of the key that fills {@code text} from {@code start} to {@code end} and admits the port. */
    @Nullable
    HostPattern find(String text, int start, int end, int hash, @Nullable Scheme scheme, int port) {
        int length = end - start;
        if ((lengths[length >> 6] & (1L << length)) == 0) {
            return null;
        }
        for (int slot = slot(hash); ; slot = (slot + 1) & mask) {
            String key = keys[slot];
            if (key == null) {
                return null;
            }
            if (key.length() == length && isSame(key, text, start)) {
                return admitting(patterns[slot], scheme, port);
            }
        }
    }

    private void put(String key, List<HostPattern> all) {
        int hash = 0;
        for (int i = key.length() - 1; i >= 0; i--) {
            hash = extend(hash, key.charAt(i));
        }
        int slot = slot(hash);
        while (keys[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        patterns[slot] = all.toArray(new HostPattern[0]);
        lengths[key.length() >> 6] |= 1L << key.length();
    }

    private int slot(int hash) {
        int spread = hash * MULTIPLIER;
        return (spread ^ (spread >>> 15)) & mask;
    }

    /** Letters, digits, hyphens and dots alone get here: setting one bit folds letters and leaves the others. */
    private static boolean isSame(String key, String text, int start) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) != (text.charAt(start + i) | 0x20)) {
                return false;
            }
        }
        return true;
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
