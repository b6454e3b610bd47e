package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events between the transport's thread and the loop, and pauses reading while there are too many: the loop
 * may wait for a token store. Thread-safe.
 */
final class EventBacklog {
    static final int MOST_EVENTS = 1_000;
    static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable GatewaySocket socket;
    private int events;
    private long characters;
    private boolean paused;

    /** The socket to pause. */
    void attach(GatewaySocket opened) {
        lock.lock();
        try {
            socket = opened;
        } finally {
            lock.unlock();
        }
    }

    void add(int length) {
        GatewaySocket pausing = null;
        lock.lock();
        try {
            events++;
            characters += length;
            if (!paused && (events > MOST_EVENTS || characters > MOST_CHARACTERS)) {
                pausing = socket;
                paused = pausing != null;
            }
        } finally {
            lock.unlock();
        }
        if (pausing != null) {
            pausing.pauseReading();
        }
    }

    void done(int length) {
        GatewaySocket resuming = null;
        lock.lock();
        try {
            events--;
            characters -= length;
            if (paused && events <= MOST_EVENTS / 2 && characters <= MOST_CHARACTERS / 2) {
                resuming = socket;
                paused = false;
            }
        } finally {
            lock.unlock();
        }
        if (resuming != null) {
            resuming.resumeReading();
        }
    }
}
