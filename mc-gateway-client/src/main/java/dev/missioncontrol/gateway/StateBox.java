package dev.missioncontrol.gateway;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds the present state and lets threads wait for it to be ready. */
final class StateBox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private GatewayState state = new GatewayState.Idle();

    GatewayState get() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    void set(GatewayState next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitReady(Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!(state instanceof GatewayState.Ready)) {
                if (nanos <= 0 || state instanceof GatewayState.Closed) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
