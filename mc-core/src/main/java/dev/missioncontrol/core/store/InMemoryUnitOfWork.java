package dev.missioncontrol.core.store;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.secret.Digest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over {@linkplain InMemoryTable tables} in the heap, with the audit log and the epoch: for tests and the
 * smallest embedding. Nothing survives the process.
 */
public final class InMemoryUnitOfWork implements UnitOfWork, PrunableJournal, EpochJournal {
    private static final System.Logger log = System.getLogger(InMemoryUnitOfWork.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final List<AuditRecord> records = new ArrayList<>();
    private final List<EpochEntry> entries = new ArrayList<>();
    private final List<Runnable> notices = new CopyOnWriteArrayList<>();
    private @Nullable AuditCheckpoint stub;
    private @Nullable InMemoryTx running;

    /** Empty, with record times from {@code clock}. */
    public InMemoryUnitOfWork(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public <R> R commit(Function<Tx, R> work) {
        Epoch before = current();
        R result = locked(work);
        if (current().compareTo(before) > 0) {
            notices.forEach(InMemoryUnitOfWork::tell);
        }
        return result;
    }

    /** What is committed stays so, whatever becomes of a notice. */
    private static void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException failed) {
            log.log(System.Logger.Level.WARNING, "a notice of a raised epoch failed", failed);
        }
    }

    private <R> R locked(Function<Tx, R> work) {
        lock.lock();
        try {
            if (running != null) {
                throw new IllegalStateException("a transaction does not start within another");
            }
            InMemoryTx tx = new InMemoryTx();
            running = tx;
            try {
                return run(work, tx);
            } finally {
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onRaise(Runnable notice) {
        notices.add(notice);
    }

    private static <R> R run(Function<Tx, R> work, InMemoryTx tx) {
        boolean done = false;
        try {
            R result = work.apply(tx);
            done = true;
            return result;
        } finally {
            if (!done) {
                tx.rollBack();
            }
        }
    }

    @Override
    public List<AuditLink> links(long after, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
        return reading(() -> {
            long from = Math.min(Math.max(after - dropped(), 0), records.size());
            long to = Math.min(from + limit, records.size());
            return records.subList((int) from, (int) to).stream()
                    .map(AuditLink::of)
                    .toList();
        });
    }

    @Override
    public long latest() {
        return reading(() -> dropped() + records.size());
    }

    @Override
    public Optional<String> stub() {
        return reading(() -> Optional.ofNullable(stub).map(AuditCheckpoint::text));
    }

    @Override
    public void drop(Tx tx, AuditCheckpoint stub) {
        check(tx);
        boolean here = links(stub.number() - 1, 1).stream()
                .anyMatch(link -> link.number() == stub.number()
                        && link.hash().equals(stub.head().hex()));
        if (stub.kind() != AuditCheckpoint.Kind.STUB || !here) {
            throw new IllegalArgumentException("no stub of a record that is here");
        }
        List<AuditRecord> old = records.subList(0, (int) (stub.number() - dropped()));
        List<AuditRecord> kept = List.copyOf(old);
        @Nullable AuditCheckpoint before = this.stub;
        writing(tx, () -> {
            records.addAll(0, kept);
            this.stub = before;
        });
        old.clear();
        this.stub = stub;
    }

    private long dropped() {
        return stub == null ? 0 : stub.number();
    }

    @Override
    public Epoch current() {
        return reading(() -> new Epoch(entries.size()));
    }

    @Override
    public List<EpochEntry> after(Epoch epoch) {
        return reading(() ->
                List.copyOf(entries.subList((int) Math.min(epoch.number(), entries.size()), entries.size())));
    }

    /** Runs a read that never sees half a transaction of another thread. */
    <R> R reading(Supplier<R> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    /** Notes how to take back a write, after checking that {@code tx} is the one that runs here and now. */
    void writing(Tx tx, Runnable undo) {
        checkRunning(tx).undo.push(undo);
    }

    /** Refuses a transaction that is not the one that runs on this thread, without waiting for another. */
    void check(Tx tx) {
        checkRunning(tx);
    }

    private InMemoryTx checkRunning(Tx tx) {
        InMemoryTx here = lock.isHeldByCurrentThread() ? running : null;
        if (here == null || here != tx) {
            throw new IllegalStateException("this transaction is over or belongs to another store or thread");
        }
        return here;
    }

    private final class InMemoryTx implements Tx {
        private final Deque<Runnable> undo = new ArrayDeque<>();

        @Override
        public AuditRecord record(AuditEvent event) {
            Objects.requireNonNull(event, "event");
            check(this);
            AuditRecord next = AuditChain.following(latest(), head(), clock.instant(), event);
            writing(this, () -> records.remove(records.size() - 1));
            records.add(next);
            return next;
        }

        @Override
        public Epoch revoke(Revocation revocation) {
            Objects.requireNonNull(revocation, "revocation");
            check(this);
            Epoch epoch = new Epoch(entries.size()).next();
            writing(this, () -> entries.remove(entries.size() - 1));
            entries.add(new EpochEntry(epoch, revocation, clock.instant()));
            return epoch;
        }

        private Digest head() {
            if (!records.isEmpty()) {
                return records.get(records.size() - 1).hash();
            }
            return stub == null ? AuditChain.GENESIS : stub.head();
        }

        void rollBack() {
            undo.forEach(Runnable::run);
        }
    }
}
