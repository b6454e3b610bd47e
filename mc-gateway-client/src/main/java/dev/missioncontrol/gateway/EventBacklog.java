package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events between the transport's thread and the loop, and pauses reading while there are too many: the loop
 * may wait for a token store. Thread-safe.
 *
 * <p>The socket is told under the lock: told behind it, a pause could come after the resumption that answers it, and
 * nothing would be read any more. Neither call blocks or comes back here.
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
        lock.lock();
        try {
            events++;
            characters += length;
            if (socket != null && !paused && (events > MOST_EVENTS || characters > MOST_CHARACTERS)) {
                paused = true;
                socket.pauseReading();
            }
        } finally {
            lock.unlock();
        }
    }

    void done(int length) {
        lock.lock();
        try {
            events--;
            characters -= length;
            if (socket != null && paused && events <= MOST_EVENTS / 2 && characters <= MOST_CHARACTERS / 2) {
                paused = false;
                socket.resumeReading();
            }
        } finally {
            lock.unlock();
        }
    }
}
