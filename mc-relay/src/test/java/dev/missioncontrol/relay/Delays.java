package dev.missioncontrol.relay;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long many things took, to a sixteenth of an octave. Thread-safe. */
final class Delays {
    private static final int PER_OCTAVE = 16;

    private final AtomicLongArray counts = new AtomicLongArray(64 * PER_OCTAVE);

    void add(long nanos) {
        double octaves = Math.log((double) Math.max(1, nanos)) / Math.log(2);
        counts.incrementAndGet((int) (octaves * PER_OCTAVE));
    }

    long count() {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** What this share of them did not exceed, in milliseconds. */
    double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.pow(2, (i + 1.0) / PER_OCTAVE) / 1e6;
            }
        }
        return Double.NaN;
    }
}
