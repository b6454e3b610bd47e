package dev.missioncontrol.auth.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key, in bounded memory.
 *
 * <p>In any window no more than twice the rate passes, and no more than the rate at once. A key that is being counted is
 * never dropped to make room: when the table is full, new keys share one bucket. Thread-safe, never blocks for long.
 *
 * @param <K> what is counted apart; a value with {@code equals} and a bounded size
 */
public final class RateLimiter<K> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Long> fullAgainAt = new LinkedHashMap<>(16, 0.75f, true);
    private final long period;
    private final long interval;
    private final int mostKeys;
    private final LongSupplier nanoClock;
    private final long origin;
    private long overflowFullAgainAt;

    /**
     * Everybody begins with a full bucket.
     *
     * @param mostKeys how many keys are counted apart
     * @param nanoClock a monotonic clock in nanoseconds, such as {@code System::nanoTime}
     */
    public RateLimiter(Rate rate, int mostKeys, LongSupplier nanoClock) {
        this.period = rate.per().toNanos();
        this.interval = Math.max(1, period / rate.attempts());
        this.mostKeys = mostKeys;
        this.nanoClock = nanoClock;
        this.origin = nanoClock.getAsLong();
    }

    /** Takes one attempt out of the key's bucket. A refused attempt costs nothing. */
    public Allowance take(K key) {
        lock.lock();
        try {
            long now = now();
            long after = after(key, now);
            Allowance allowance = judge(after, now);
            if (allowance instanceof Allowance.Allowed) {
                remember(key, after);
            }
            return allowance;
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #take} would say now. Takes nothing. */
    Allowance peek(K key) {
        lock.lock();
        try {
            long now = now();
            return judge(after(key, now), now);
        } finally {
            lock.unlock();
        }
    }

    /** Fills the key's bucket again. */
    public void forget(K key) {
        lock.lock();
        try {
            fullAgainAt.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** How many keys are counted apart now. */
    int size() {
        lock.lock();
        try {
            return fullAgainAt.size();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        long now = nanoClock.getAsLong() - origin;
        dropFull(now);
        return now;
    }

    /** When the bucket will be full again if one more is taken out of it. */
    private long after(K key, long now) {
        Long known = fullAgainAt.get(key);
        long before = isApart(key) ? (known == null ? 0 : known) : overflowFullAgainAt;
        return Math.max(before, now) + interval;
    }

    private Allowance judge(long after, long now) {
        return after - now > period
                ? new Allowance.Throttled(Duration.ofNanos(after - now - period))
                : new Allowance.Allowed();
    }

    private boolean isApart(K key) {
        return fullAgainAt.containsKey(key) || fullAgainAt.size() < mostKeys;
    }

    private void remember(K key, long after) {
        if (isApart(key)) {
            fullAgainAt.put(key, after);
        } else {
            overflowFullAgainAt = after;
        }
    }

    /** The longest untouched keys come first; a bucket that is full again need not be remembered. */
    private void dropFull(long now) {
        Iterator<Long> eldest = fullAgainAt.values().iterator();
        while (eldest.hasNext() && eldest.next() <= now) {
            eldest.remove();
        }
    }
}
