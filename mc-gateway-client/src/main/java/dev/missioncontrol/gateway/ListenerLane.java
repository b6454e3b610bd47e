package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener, in order, one call at a time. Thread-safe.
 *
 * <p>What waits is bounded. A listener that lets too many events wait is cut off from them: they are dropped, it is told
 * of a gap, and it hears events again once it has taken that. Changes of state are kept; of very many the newest.
 */
final class ListenerLane {
    static final int MOST_EVENTS = 10_000;
    static final long MOST_CHARACTERS = 16L * 1024 * 1024;
    static final int MOST_OTHERS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerLane.class);
    private static final long NO_EVENT = -1;
    private static final long NOTICE = -2;

    private final GatewayListener listener;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private int events;
    private long characters;
    private boolean cutOff;
    private boolean running;

    private record Call(Consumer<GatewayListener> what, long seq, int characters) {
        boolean isEvent() {
            return seq >= 0;
        }
    }

    ListenerLane(GatewayListener listener, Executor threads) {
        this.listener = listener;
        this.threads = threads;
    }

    /** Tells something that is not lost because the listener is slow. */
    void tell(Consumer<GatewayListener> what) {
        lock.lock();
        try {
            if (waiting.size() - events >= MOST_OTHERS) {
                dropOldestOther();
            }
            waiting.add(new Call(what, NO_EVENT, 0));
        } finally {
            lock.unlock();
        }
        run();
    }

    /** Tells an event, unless the listener is cut off from them. */
    void event(String name, String payloadJson, long seq) {
        lock.lock();
        try {
            if (cutOff) {
                return;
            }
            waiting.add(new Call(told -> told.onEvent(name, payloadJson), seq, payloadJson.length()));
            events++;
            characters += payloadJson.length();
            if (events > MOST_EVENTS || characters > MOST_CHARACTERS) {
                cutOff();
            }
        } finally {
            lock.unlock();
        }
        run();
    }

    private void cutOff() {
        LOG.warn("a gateway listener is too slow and lost {} events: {}", events, listener.getClass());
        long firstLost = waiting.stream()
                .filter(call -> call.seq() > 0)
                .mapToLong(Call::seq)
                .findFirst()
                .orElse(0);
        waiting.removeIf(Call::isEvent);
        events = 0;
        characters = 0;
        cutOff = true;
        waiting.add(new Call(told -> takeBack(told, firstLost), NOTICE, 0));
    }

    private void takeBack(GatewayListener told, long firstLost) {
        lock.lock();
        try {
            cutOff = false;
        } finally {
            lock.unlock();
        }
        told.onGap(firstLost, 0);
    }

    private void dropOldestOther() {
        for (Call call : waiting) {
            if (call.seq() == NO_EVENT) {
                waiting.remove(call);
                return;
            }
        }
    }

    private void run() {
        lock.lock();
        try {
            if (running) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nobody is told after the client has closed");
        }
    }

    private void drain() {
        for (Call call = next(); call != null; call = next()) {
            try {
                call.what().accept(listener);
            } catch (RuntimeException | Error broken) {
                LOG.warn("a gateway listener failed", broken);
            }
        }
    }

    private @Nullable Call next() {
        lock.lock();
        try {
            Call call = waiting.poll();
            running = call != null;
            if (call != null && call.isEvent()) {
                events--;
                characters -= call.characters();
            }
            return call;
        } finally {
            lock.unlock();
        }
    }
}
