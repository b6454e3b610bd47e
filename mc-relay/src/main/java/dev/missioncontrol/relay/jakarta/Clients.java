package dev.missioncontrol.relay.jakarta;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The clients of one servlet: how many there may be, the threads that send to them, and their clock. Thread-safe. */
final class Clients {
    private static final Duration PING_EVERY = Duration.ofSeconds(25);

    private final int most;
    private final AtomicInteger places = new AtomicInteger();
    private final Set<RelayEndpoint> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor senders;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "relay-clock"));

    /** So many at once. Each has a thread while it is sent to, and one more while it is cut. */
    Clients(int most) {
        this.most = most;
        this.senders = new ThreadPoolExecutor(
                0, 2 * most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, "relay-sender"));
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Starts to ping. */
    void begin() {
        clock.scheduleAtFixedRate(
                () -> open.forEach(RelayEndpoint::ping),
                PING_EVERY.toSeconds(),
                PING_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    /** Lets the threads go, once what they are at is done. */
    void end() {
        clock.shutdown();
        senders.shutdown();
    }

    /** Takes a place; false if there is none. */
    boolean enter() {
        boolean found = places.incrementAndGet() <= most;
        if (!found) {
            leave();
        }
        return found;
    }

    /** Gives a place back. */
    void leave() {
        places.decrementAndGet();
    }

    void add(RelayEndpoint endpoint) {
        open.add(endpoint);
    }

    /** Tells whether it was there. */
    boolean remove(RelayEndpoint endpoint) {
        return open.remove(endpoint);
    }

    /** Where what blocks is done. */
    Executor senders() {
        return senders;
    }

    /** Does something short after some time, unless all is over by then. */
    void after(Duration time, Runnable work) {
        try {
            clock.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException over) {
            // The container lets go of every socket now.
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
