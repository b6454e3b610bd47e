package dev.missioncontrol.auth.password;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A bound on hashes at once: first come, first served, and nobody waits longer than the deadline. */
final class HashSlots {

    private final Semaphore slots;
    private final Duration deadline;

    HashSlots(int count, Duration deadline) {
        this.slots = new Semaphore(count, true);
        this.deadline = deadline;
    }

    /** Runs the work in a slot; empty if none came free in time or the thread was interrupted. */
    <R> Optional<R> run(Supplier<R> work) {
        if (!acquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            slots.release();
        }
    }

    private boolean acquire() {
        try {
            return slots.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
