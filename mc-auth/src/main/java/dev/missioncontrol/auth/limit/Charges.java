package dev.missioncontrol.auth.limit;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Charges several buckets for one attempt: all of them, or none. Whoever takes out of the same buckets does so through
 * the same object. Thread-safe.
 */
final class Charges {

    private final ReentrantLock lock = new ReentrantLock();

    /** One bucket of a limiter. */
    record Bucket<K>(RateLimiter<K> limiter, K key) {
        Allowance peek() {
            return limiter.peek(key);
        }

        Allowance take() {
            return limiter.take(key);
        }
    }

    /** Takes one attempt out of each, unless one of them refuses it; the longest wait counts. */
    Allowance take(List<Bucket<?>> buckets) {
        lock.lock();
        try {
            List<Duration> waits = buckets.stream()
                    .map(Bucket::peek)
                    .filter(Allowance.Throttled.class::isInstance)
                    .map(refused -> ((Allowance.Throttled) refused).retryAfter())
                    .toList();
            if (waits.isEmpty()) {
                buckets.forEach(Bucket::take);
                return new Allowance.Allowed();
            }
            return new Allowance.Throttled(
                    waits.stream().max(Comparator.naturalOrder()).orElseThrow());
        } finally {
            lock.unlock();
        }
    }
}
