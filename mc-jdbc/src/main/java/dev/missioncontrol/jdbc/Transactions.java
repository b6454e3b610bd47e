package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one writer of this process: runs a change at a time, and lets nobody wait for it longer than the deadline. */
final class Transactions {
    private final Link writer;
    private final FileWatch watch;
    private final HeadFile head;
    private final InstantSource clock;
    private final long deadlineNanos;
    private final long schema;
    private final ReentrantLock lock = new ReentrantLock();
    private long patienceMillis = -1;
    private @Nullable JdbcTx running;

    /** Over a connection whose schema has this {@linkplain Migrations#cookie cookie}. */
    Transactions(Link writer, long schema, FileWatch watch, HeadFile head, InstantSource clock, Duration deadline) {
        this.schema = schema;
        this.writer = writer;
        this.watch = watch;
        this.head = head;
        this.clock = clock;
        this.deadlineNanos = deadline.toNanos();
    }

    /** Runs {@code work} and commits it with the sums of the rows it wrote. */
    <R> Committed<R> run(Function<Tx, R> work) {
        long left = acquire();
        try {
            if (running != null) {
                throw new IllegalStateException("a transaction does not start within another");
            }
            JdbcTx tx = new JdbcTx(this, clock.instant());
            running = tx;
            try {
                bePatient(left);
                return commit(work, tx);
            } finally {
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the changes before this one; says how many nanoseconds of the deadline are left. */
    private long acquire() {
        long startedAt = System.nanoTime();
        try {
            if (lock.tryLock(deadlineNanos, TimeUnit.NANOSECONDS)) {
                return deadlineNanos - (System.nanoTime() - startedAt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for another change", e);
        }
        throw new StoreException("the changes before this one took the whole deadline");
    }

    /** Another process may hold the file for as long as is left of the deadline. */
    private void bePatient(long leftNanos) {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1);
        if (millis != patienceMillis) {
            writer.run("PRAGMA busy_timeout = " + millis);
            patienceMillis = millis;
        }
    }

    private <R> Committed<R> commit(Function<Tx, R> work, JdbcTx tx) {
        writer.run("BEGIN IMMEDIATE");
        boolean done = false;
        R result;
        try {
            watch.check();
            refuseOtherSchema();
            result = work.apply(tx);
            RowSums.sealWritten(writer);
            writer.run("COMMIT");
            done = true;
        } finally {
            if (!done) {
                rollBack();
            }
        }
        tx.newHead().ifPresent(head::advance);
        return new Committed<>(result, tx.raisedEpoch());
    }

    /** A newer program may have brought the schema up to date beside this one: the columns are not those known here. */
    private void refuseOtherSchema() {
        if (Migrations.cookie(writer) != schema) {
            throw new StoreException(
                    "the schema was changed by another program; nothing is written until it is opened anew");
        }
    }

    private void rollBack() {
        try {
            writer.run("ROLLBACK");
        } catch (StoreException alreadyRolledBack) {
            // SQLite takes a transaction back by itself when the disk is full or fails; the first error is on its way.
        }
    }

    /** Tells whether the transaction that runs is this thread's. */
    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    /** The connection of the transaction that runs on this thread. */
    Link mine() {
        return writer;
    }

    /** The connection to write with, after checking that {@code tx} is the one that runs here and now. */
    Link writing(Tx tx) {
        if (!lock.isHeldByCurrentThread() || running == null || running != tx) {
            throw new IllegalStateException("this transaction is over or belongs to another store or thread");
        }
        return writer;
    }

    void close() {
        lock.lock();
        try {
            writer.close();
        } finally {
            try {
                head.close();
            } finally {
                lock.unlock();
            }
        }
    }

    /** What a committed change returned, and whether it withdrew trust. */
    record Committed<R>(R result, boolean raisedEpoch) {}
}
