package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners, in order, on a thread of its own. Fed by the client's loop alone.
 *
 * <p>State changes are never dropped; events are, with a gap told, when a listener is too slow.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    private final List<GatewayListener> listeners;
    private final ExecutorService thread;
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong characters = new AtomicLong();
    private long firstDropped;
    private boolean dropping;

    Announcer(List<GatewayListener> listeners, ExecutorService thread) {
        this.listeners = List.copyOf(listeners);
        this.thread = thread;
    }

    void state(GatewayState from, GatewayState to) {
        tell(listener -> listener.onState(from, to));
    }

    void gap(long expected, long received) {
        tell(listener -> listener.onGap(expected, received));
    }

    void event(String name, String payloadJson, long seq) {
        if (listeners.isEmpty()) {
            return;
        }
        if (events.get() >= MOST_EVENTS || characters.get() + payloadJson.length() > MOST_CHARACTERS) {
            firstDropped = dropping ? firstDropped : seq;
            dropping = true;
            return;
        }
        if (dropping) {
            dropping = false;
            gap(firstDropped, 0);
        }
        events.incrementAndGet();
        characters.addAndGet(payloadJson.length());
        run(() -> {
            events.decrementAndGet();
            characters.addAndGet(-payloadJson.length());
            each(listener -> listener.onEvent(name, payloadJson));
        });
    }

    private void tell(Consumer<GatewayListener> call) {
        if (!listeners.isEmpty()) {
            run(() -> each(call));
        }
    }

    private void run(Runnable told) {
        try {
            thread.execute(told);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nobody is told after the client has closed");
        }
    }

    private void each(Consumer<GatewayListener> call) {
        for (GatewayListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException | Error broken) {
                LOG.warn("a gateway listener failed", broken);
            }
        }
    }
}
