package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The one reader of this process: sees committed rows, and lets nobody wait for it longer than the deadline. */
final class Reads {
    private final Link reader;
    private final FileWatch watch;
    private final long deadlineNanos;
    private final ReentrantLock lock = new ReentrantLock();

    Reads(Link reader, FileWatch watch, Duration deadline) {
        this.reader = reader;
        this.watch = watch;
        this.deadlineNanos = deadline.toNanos();
    }

    <R> R run(Function<Link, R> query) {
        watch.refuseIfLost();
        acquire();
        try {
            return query.apply(reader);
        } finally {
            lock.unlock();
        }
    }

    /** The same, behind a look at the files. */
    <R> R runWatched(Function<Link, R> query) {
        watch.check();
        return run(query);
    }

    private void acquire() {
        try {
            if (lock.tryLock(deadlineNanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read", e);
        }
        throw new StoreException("the reads before this one took the whole deadline");
    }

    void close() {
        lock.lock();
        try {
            reader.close();
        } finally {
            lock.unlock();
        }
    }
}
