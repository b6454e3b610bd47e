package dev.missioncontrol.relay.internal.life;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Lets go of what cut-off connections held, a few at a time: their clients' sockets are closed first, all of them, and
 * the gateway is not made to tell everybody of a thousand departures in one moment. Thread-safe.
 */
final class Aftermath {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int AT_ONCE = 32;

    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final BiConsumer<Duration, Runnable> timer;
    private volatile boolean closed;

    /** Timed by this. */
    Aftermath(BiConsumer<Duration, Runnable> timer) {
        this.timer = timer;
    }

    /** Does this soon. */
    void add(Runnable work) {
        left.add(work);
        if (closed) {
            doAll();
        } else {
            next();
        }
    }

    /** Does now all that is left, and at once what comes later. */
    void close() {
        closed = true;
        doAll();
    }

    private void doAll() {
        for (Runnable work = left.poll(); work != null; work = left.poll()) {
            work.run();
        }
    }

    private void next() {
        if (running.compareAndSet(false, true)) {
            timer.accept(PAUSE, this::some);
        }
    }

    private void some() {
        for (int i = 0; i < AT_ONCE; i++) {
            Runnable work = left.poll();
            if (work != null) {
                work.run();
            }
        }
        running.set(false);
        if (!left.isEmpty()) {
            next();
        }
    }
}
