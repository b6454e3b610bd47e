package dev.missioncontrol.relay.internal.upstream;

import dev.missioncontrol.relay.UpstreamLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of handshakes run at once and a bounded number wait, first come first served. Thread-safe; work
 * starts on the thread that made room for it.
 */
final class HandshakeQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final UpstreamLimits limits;
    private int running;

    HandshakeQueue(UpstreamLimits limits) {
        this.limits = limits;
    }

    /**
     * Runs the ticket's work now or later; {@link #done()} is due once for each work that ran.
     *
     * @return false if too many wait already; the work never runs then
     */
    boolean enter(Ticket ticket) {
        lock.lock();
        try {
            if (running >= limits.handshakes()) {
                return waiting.size() < limits.waiting() && waiting.add(ticket);
            }
            running++;
        } finally {
            lock.unlock();
        }
        ticket.work.run();
        return true;
    }

    /** One work has ended: the next may start. */
    void done() {
        Ticket next;
        lock.lock();
        try {
            next = waiting.poll();
            running -= next == null ? 1 : 0;
        } finally {
            lock.unlock();
        }
        start(next);
    }

    /** Takes a ticket out of the queue; false if its work has started. */
    boolean leave(Ticket ticket) {
        lock.lock();
        try {
            return waiting.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    private static void start(@Nullable Ticket next) {
        if (next != null) {
            next.work.run();
        }
    }

    /** A place in the queue. */
    static final class Ticket {
        private final Runnable work;

        Ticket(Runnable work) {
            this.work = work;
        }
    }
}
