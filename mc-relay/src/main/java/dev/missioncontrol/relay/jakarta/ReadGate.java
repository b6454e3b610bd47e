package dev.missioncontrol.relay.jakarta;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds the container's reading thread while reading is paused: for half a minute, longer than the relay ever pauses. */
final class ReadGate {
    private static final long MOST_SECONDS = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean shut;

    void shut() {
        lock.lock();
        try {
            shut = true;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            shut = false;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void await() {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (shut && left > 0) {
                left = opened.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
