package dev.missioncontrol.auth.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Counts refusals, so that one record a minute can stand for many. Bounded: what a network that goes had left over is
 * counted with the next record of any.
 */
final class RefusalTally {

    private static final int MOST_NETWORKS = 1_024;
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private record Tally(long recordedAt, int since) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Network, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);
    private final LongSupplier nanoClock;
    private int leftOver;

    RefusalTally(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Counts a refusal; how many a record that is due now stands for, or empty if none is due. */
    OptionalInt count(Network network) {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            Tally known = tallies.get(network);
            boolean due = known == null ? hasRoom() : now - known.recordedAt() >= EVERY;
            int refusals = known == null ? 1 : known.since() + 1;
            if (known == null && !due) {
                leftOver++;
                return OptionalInt.empty();
            }
            tallies.put(network, due || known == null ? new Tally(now, 0) : new Tally(known.recordedAt(), refusals));
            return due ? OptionalInt.of(refusals + takeLeftOver()) : OptionalInt.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Those whose minute is over make room; while nobody's is, new networks are only counted. */
    private boolean hasRoom() {
        long now = nanoClock.getAsLong();
        tallies.values().removeIf(tally -> {
            boolean over = now - tally.recordedAt() >= EVERY;
            leftOver += over ? tally.since() : 0;
            return over;
        });
        return tallies.size() < MOST_NETWORKS;
    }

    private int takeLeftOver() {
        int taken = leftOver;
        leftOver = 0;
        return taken;
    }
}
