package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file that holds every store of an installation.
 *
 * <p>A commit is on disk when it returns (WAL, {@code synchronous = FULL}). Writes of this process run one at a time and
 * wait up to five seconds for another process, so the file can be opened beside a running server. Reads see committed
 * rows; on the thread of a running transaction they see its own writes too. Thread-safe; calls block. The SQLite driver
 * ({@code org.xerial:sqlite-jdbc}) is the user's to bring.
 */
public final class JdbcDatabase implements UnitOfWork, PrunableJournal, EpochJournal, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JdbcDatabase.class);

    private final InstantSource clock;
    private final Link writer;
    private final Link reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final List<Runnable> notices = new CopyOnWriteArrayList<>();
    private @Nullable JdbcTx running;

    private JdbcDatabase(Link writer, Link reader, InstantSource clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Opens the database in {@code file}, making it if it is missing, and brings its schema up to date.
     *
     * @throws StoreException if the file is no regular file of mode 600, cannot be opened, or is newer than this program
     */
    public static JdbcDatabase sqlite(Path file, InstantSource clock) {
        SqliteFile sqlite = SqliteFile.claim(file);
        Link writer = sqlite.writer();
        try {
            Migrations.standard().apply(writer, clock.instant());
            return new JdbcDatabase(writer, sqlite.reader(), clock);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** The pairings in this database. */
    public PairingStore pairings() {
        return new JdbcPairingStore(this);
    }

    /** The device tokens in this database. */
    public DeviceTokenStore deviceTokens() {
        return new JdbcDeviceTokenStore(this);
    }

    /** The users in this database. */
    public UserStore users() {
        return new JdbcUserStore(this);
    }

    /** The sessions in this database. */
    public SessionStore sessions() {
        return new JdbcSessionStore(this);
    }

    /** The API keys in this database. */
    public ApiKeyStore apiKeys() {
        return new JdbcApiKeyStore(this);
    }

    @Override
    public <R> R commit(Function<Tx, R> work) {
        Outcome<R> outcome = locked(work);
        if (outcome.raised()) {
            notices.forEach(JdbcDatabase::tell);
        }
        return outcome.result();
    }

    /** What is committed stays so, whatever becomes of a notice. */
    private static void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException failed) {
            log.warn("a notice of a raised epoch failed", failed);
        }
    }

    private <R> Outcome<R> locked(Function<Tx, R> work) {
        writing.lock();
        try {
            if (running != null) {
                throw new IllegalStateException("a transaction does not start within another");
            }
            JdbcTx tx = new JdbcTx(this, clock.instant());
            running = tx;
            try {
                return run(work, tx);
            } finally {
                running = null;
            }
        } finally {
            writing.unlock();
        }
    }

    private <R> Outcome<R> run(Function<Tx, R> work, JdbcTx tx) {
        writer.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            R result = work.apply(tx);
            writer.run("COMMIT");
            done = true;
            return new Outcome<>(result, tx.raisedEpoch());
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            writer.run("ROLLBACK");
        } catch (StoreException alreadyRolledBack) {
            // SQLite takes a transaction back by itself when the disk is full or fails; the first error is on its way.
        }
    }

    /** Reads rows: through the running transaction on its own thread, else what is committed. */
    <R> R read(Function<Link, R> query) {
        if (writing.isHeldByCurrentThread()) {
            return query.apply(writer);
        }
        reading.lock();
        try {
            return query.apply(reader);
        } finally {
            reading.unlock();
        }
    }

    /** The connection to write with, after checking that {@code tx} is the one that runs here and now. */
    Link writing(Tx tx) {
        if (!writing.isHeldByCurrentThread() || running == null || running != tx) {
            throw new IllegalStateException("this transaction is over or belongs to another store or thread");
        }
        return writer;
    }

    @Override
    public List<AuditLink> links(long after, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
        return read(link -> AuditRows.after(link, after, limit));
    }

    @Override
    public long latest() {
        return read(AuditRows::latest);
    }

    @Override
    public Optional<String> stub() {
        return read(AuditRows::stub);
    }

    @Override
    public void drop(Tx tx, AuditCheckpoint stub) {
        AuditRows.drop(writing(tx), stub);
    }

    @Override
    public Epoch current() {
        return read(EpochRows::current);
    }

    @Override
    public List<EpochEntry> after(Epoch epoch) {
        return read(link -> EpochRows.after(link, epoch));
    }

    @Override
    public void onRaise(Runnable notice) {
        notices.add(notice);
    }

    /** Closes the file. Whoever still uses a store of it gets a {@link StoreException}. */
    @Override
    public void close() {
        writing.lock();
        reading.lock();
        try {
            reader.close();
            writer.close();
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }

    private record Outcome<R>(R result, boolean raised) {}
}
