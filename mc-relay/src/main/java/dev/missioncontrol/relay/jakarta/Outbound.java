package dev.missioncontrol.relay.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent to one client, and the one thread at a time that sends it. How much may wait is the relay's to
 * obey, by {@link #isWritable()}.
 */
final class Outbound {
    private static final Logger log = LoggerFactory.getLogger(Outbound.class);
    private static final int HIGH_WATER = 1024 * 1024;
    private static final int LOW_WATER = 256 * 1024;
    private static final CloseReason CUT = new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, "");

    /** Jetty drops a connection on which nothing moves for so long, whatever waits on it. */
    private static final long AT_ONCE_MILLIS = 1;

    /** How long Tomcat waits until a close frame finds its way past what is being sent; others pass it over. */
    private static final String TOMCAT_SEND_PATIENCE = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** One thing to send; waits until it is sent. */
    @FunctionalInterface
    interface Step {
        void send(Session session) throws IOException;
    }

    private enum Place {
        ANY,
        LAST
    }

    private record Waiting(int size, Step step) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Session session;
    private final Executor senders;
    private final Runnable onWritable;
    private int bytes;
    private boolean sending;
    private boolean full;
    private boolean over;
    private boolean cut;

    Outbound(Session session, Executor senders, Runnable onWritable) {
        this.session = session;
        this.senders = senders;
        this.onWritable = onWritable;
    }

    /** Queues a step, unless the last one is queued already. */
    void add(int size, Step step) {
        offer(new Waiting(size, step), Place.ANY);
    }

    /** Queues the last step. */
    void addLast(Step step) {
        offer(new Waiting(0, step), Place.LAST);
    }

    /** Tells whether there is room; after a no, {@code onWritable} runs once when there is. */
    boolean isWritable() {
        lock.lock();
        try {
            full = full ? bytes >= LOW_WATER : bytes >= HIGH_WATER;
            return !full;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and ends the session as fast as the container can, once: nobody is there to take it. */
    void cut() {
        lock.lock();
        try {
            if (cut) {
                return;
            }
            cut = true;
            over = true;
            queue.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
        try {
            session.getUserProperties().put(TOMCAT_SEND_PATIENCE, AT_ONCE_MILLIS);
            session.setMaxIdleTimeout(AT_ONCE_MILLIS);
            session.close(CUT);
        } catch (IOException | IllegalStateException closedAlready) {
            log.debug("a client was gone before it was let go", closedAlready);
        }
    }

    /** {@link #cut}, on a thread that may wait. */
    void cutSoon() {
        try {
            senders.execute(this::cut);
        } catch (RejectedExecutionException tooMany) {
            cut();
        }
    }

    private void offer(Waiting step, Place place) {
        boolean start;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = place == Place.LAST;
            queue.add(step);
            bytes += step.size();
            start = !sending;
            sending = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            start();
        }
    }

    private void start() {
        try {
            senders.execute(this::sendAll);
        } catch (RejectedExecutionException tooMany) {
            log.warn("a client is let go: there is no thread left to send to it");
            cut();
        }
    }

    private void sendAll() {
        for (Waiting next = next(0); next != null; next = next(next.size())) {
            try {
                next.step().send(session);
            } catch (IOException | RuntimeException gone) {
                log.debug("a client is gone", gone);
                cut();
            }
        }
    }

    /** The next step after one of this size; null, and the thread's end, if there is none. */
    private @Nullable Waiting next(int sent) {
        boolean roomAgain;
        @Nullable Waiting next;
        lock.lock();
        try {
            bytes = Math.max(0, bytes - sent);
            roomAgain = full && bytes < LOW_WATER;
            full = full && !roomAgain;
            next = queue.poll();
            sending = next != null;
        } finally {
            lock.unlock();
        }
        if (roomAgain) {
            onWritable.run();
        }
        return next;
    }
}
