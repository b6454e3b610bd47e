package dev.missioncontrol.relay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A value that one thread sets and another waits for. */
final class Flag {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean value;

    Flag(boolean value) {
        this.value = value;
    }

    void set(boolean next) {
        lock.lock();
        try {
            value = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void await(boolean wanted) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(10);
        lock.lock();
        try {
            while (value != wanted) {
                if (left <= 0) {
                    throw new AssertionError("did not become " + wanted);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
