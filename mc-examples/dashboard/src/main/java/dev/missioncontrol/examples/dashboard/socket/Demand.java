package dev.missioncontrol.examples.dashboard.socket;

import java.util.concurrent.locks.ReentrantLock;

/** Lets the next piece come in, or holds it back while reading is paused. */
final class Demand {
    private final ReentrantLock lock = new ReentrantLock();
    private Runnable source = () -> {};
    private boolean paused;
    private boolean owed;

    void from(Runnable more) {
        source = more;
    }

    /** A piece was taken: asks for the next one now, or when reading goes on. */
    void next() {
        lock.lock();
        try {
            owed = true;
        } finally {
            lock.unlock();
        }
        askIfOwed();
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
        } finally {
            lock.unlock();
        }
        askIfOwed();
    }

    private void askIfOwed() {
        boolean now;
        lock.lock();
        try {
            now = owed && !paused;
            owed = owed && !now;
        } finally {
            lock.unlock();
        }
        if (now) {
            source.run();
        }
    }
}
