package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.relay.internal.admission.Refusal;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients that cannot be served now when to come back: each a little later than the one before, 25 a second, so that
 * those who were turned away together do not come back together. Thread-safe.
 */
final class Appointments {
    private static final long APART = Duration.ofMillis(40).toNanos();
    private static final long LAST = Duration.ofSeconds(29).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanos;
    private long next;

    /** By this clock, in nanoseconds from anywhere. */
    Appointments(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** The refusal with the wait that is this client's; one that invites nobody back stays as it is. */
    Refusal arrange(Refusal refusal) {
        @Nullable Duration wait = refusal.error().retryAfter();
        return wait == null || refusal.closeCode() != CloseCodes.AGAIN_LATER
                ? refusal
                : new Refusal(
                        refusal.error().retryAfter(wait.plusNanos(turn())), refusal.closeCode(), refusal.closeReason());
    }

    /** Nanoseconds from now. When half a minute is given away, another round begins between those who have theirs. */
    private long turn() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            long wait = next - now;
            if (wait < 0 || wait > LAST) {
                next = now;
                wait = 0;
            }
            next += APART;
            return wait;
        } finally {
            lock.unlock();
        }
    }
}
