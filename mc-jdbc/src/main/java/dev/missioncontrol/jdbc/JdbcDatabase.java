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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file that holds every store of an installation.
 *
 * <p>A commit is on disk when it returns (WAL, {@code synchronous = FULL}). Writes run one at a time, those of other
 * processes included, so the file can be opened beside a running server; a change that would have to wait longer than
 * {@linkplain JdbcDatabaseBuilder#writeDeadline five seconds} is refused. Reads see committed rows; on the thread of a
 * running transaction they see its own writes too. Thread-safe; calls block. The SQLite driver
 * ({@code org.xerial:sqlite-jdbc}) is the user's to bring.
 *
 * <p>Each row has a digest, and a file beside the database with the suffix {@code -head} names the newest acknowledged
 * audit record: a database that is damaged, cut, or put back from an older copy is refused at opening. If its files are
 * replaced or cut while it is open, it refuses from the next change or read of the epoch on. The rows of the audit log
 * have a chain of hashes instead of digests: at opening the newest acknowledged one is compared, and all of them by
 * {@link dev.missioncontrol.core.audit.AuditLog#verify()}, which takes as long as the log is.
 */
public final class JdbcDatabase implements UnitOfWork, PrunableJournal, EpochJournal, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JdbcDatabase.class);

    private final Transactions transactions;
    private final Reads reads;
    private final List<Runnable> notices = new CopyOnWriteArrayList<>();

    JdbcDatabase(Transactions transactions, Reads reads) {
        this.transactions = transactions;
        this.reads = reads;
    }

    /**
     * Opens the database in {@code file} with the standard settings, making it if it is missing, and brings its schema
     * up to date.
     *
     * @throws StoreException as {@link JdbcDatabaseBuilder#open}
     */
    public static JdbcDatabase sqlite(Path file, InstantSource clock) {
        return builder(file, clock).open();
    }

    /** Settings for opening the database in {@code file}; record times come from {@code clock}. */
    public static JdbcDatabaseBuilder builder(Path file, InstantSource clock) {
        return new JdbcDatabaseBuilder(file, clock);
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
        Transactions.Committed<R> committed = transactions.run(work);
        if (committed.raisedEpoch()) {
            notices.forEach(JdbcDatabase::tell);
        }
        return committed.result();
    }

    /** What is committed stays so, whatever becomes of a notice. */
    private static void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException failed) {
            log.warn("a notice of a raised epoch failed", failed);
        }
    }

    /** Reads rows: through the running transaction on its own thread, else what is committed. */
    <R> R read(Function<Link, R> query) {
        return transactions.isMine() ? query.apply(transactions.mine()) : reads.run(query);
    }

    /** Reads rows behind a look at the files, so that whoever asks again and again learns that they were replaced. */
    private <R> R readWatched(Function<Link, R> query) {
        return transactions.isMine() ? query.apply(transactions.mine()) : reads.runWatched(query);
    }

    /** The connection to write with, after checking that {@code tx} is the one that runs here and now. */
    Link writing(Tx tx) {
        return transactions.writing(tx);
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
        return readWatched(EpochRows::current);
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
        try {
            reads.close();
        } finally {
            transactions.close();
        }
    }
}
