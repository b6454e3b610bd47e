package dev.missioncontrol.auth.internal.tally;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Counts what happens again and again, so that one record a minute can stand for many. What is new is due at once.
 * Bounded and thread-safe.
 *
 * @param <K> what is counted apart; a value with {@code equals} and a bounded size
 */
public final class Tally<K> {

    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private record Count(long recordedAt, int since) {}

    private enum WhenFull {
        COUNT_TOGETHER,
        DROP_ELDEST
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Count> counts = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final WhenFull whenFull;
    private final LongSupplier nanoClock;
    private int leftOver;

    private Tally(int most, WhenFull whenFull, LongSupplier nanoClock) {
        this.most = most;
        this.whenFull = whenFull;
        this.nanoClock = nanoClock;
    }

    /**
     * No more than so many records a minute: beyond them, what is new is only counted, with the next record of anything,
     * and so is what somebody who goes had left over.
     *
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public static <K> Tally<K> boundingRecords(int most, LongSupplier nanoClock) {
        return new Tally<>(most, WhenFull.COUNT_TOGETHER, nanoClock);
    }

    /**
     * What is new is due at once, however much there is of it: of more than so many, the longest untouched one goes and
     * counts as new the next time.
     *
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public static <K> Tally<K> showingAllThatIsNew(int most, LongSupplier nanoClock) {
        return new Tally<>(most, WhenFull.DROP_ELDEST, nanoClock);
    }

    /** Counts one; how many a record that is due now stands for, or empty if none is due. */
    public OptionalInt count(K key) {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            Count known = counts.get(key);
            if (known == null && !hasRoom(now)) {
                leftOver++;
                return OptionalInt.empty();
            }
            int times = known == null ? 1 : known.since() + 1;
            if (known != null && !isOver(known, now)) {
                counts.put(key, new Count(known.recordedAt(), times));
                return OptionalInt.empty();
            }
            counts.put(key, new Count(now, 0));
            return OptionalInt.of(times + takeLeftOver());
        } finally {
            lock.unlock();
        }
    }

    /** How many are counted apart now. */
    public int size() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(long now) {
        if (whenFull == WhenFull.DROP_ELDEST) {
            counts.keySet().stream()
                    .findFirst()
                    .filter(eldest -> counts.size() >= most)
                    .ifPresent(counts::remove);
            return true;
        }
        counts.values().removeIf(count -> {
            boolean over = isOver(count, now);
            leftOver += over ? count.since() : 0;
            return over;
        });
        return counts.size() < most;
    }

    private static boolean isOver(Count count, long now) {
        return now - count.recordedAt() >= EVERY;
    }

    private int takeLeftOver() {
        int taken = leftOver;
        leftOver = 0;
        return taken;
    }
}
