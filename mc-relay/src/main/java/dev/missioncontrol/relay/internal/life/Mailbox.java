package dev.missioncontrol.relay.internal.life;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs the events of one connection one after another, without a lock: on the thread that brings them, or, while another
 * thread is at it, on that one afterwards. Work must not block.
 */
final class Mailbox {
    private final AtomicInteger due = new AtomicInteger();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Consumer<Throwable> onFailure;

    /** A mailbox; {@code onFailure} learns of work that threw, errors included, is run as work itself, and throws
     * nothing. */
    Mailbox(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Runs work now if nobody else is at it, or after what is waiting. */
    void post(Runnable work) {
        waiting.add(work);
        if (due.getAndIncrement() == 0) {
            runNext();
            leave();
        }
    }

    /**
     * Tries to run work in the caller's own frame, which saves copying what it works on. After {@code true} the caller
     * runs it and then calls {@link #leave()}; after {@code false} it posts the work.
     */
    boolean enter() {
        return due.compareAndSet(0, 1);
    }

    /** Ends what {@link #enter()} began, and runs what came meanwhile. */
    void leave() {
        int left = due.decrementAndGet();
        while (left > 0) {
            runNext();
            left = due.decrementAndGet();
        }
    }

    private void runNext() {
        try {
            Objects.requireNonNull(waiting.poll()).run();
        } catch (RuntimeException | Error failed) {
            onFailure.accept(failed);
        }
    }
}
