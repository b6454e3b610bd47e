package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link JdbcDatabase}. Not thread-safe. */
public final class JdbcDatabaseBuilder {
    private final Path path;
    private final InstantSource clock;
    private Duration writeDeadline = Duration.ofSeconds(5);
    private Duration clockSkew = Duration.ofDays(1);
    private boolean mustExist;

    JdbcDatabaseBuilder(Path path, InstantSource clock) {
        this.path = Objects.requireNonNull(path, "path");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * How long a change may wait in all, for changes of this process and of others, before it is refused; 5 s by
     * default.
     *
     * @throws IllegalArgumentException if it is not positive or longer than an hour
     */
    public JdbcDatabaseBuilder writeDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a deadline is positive and at most an hour");
        }
        this.writeDeadline = deadline;
        return this;
    }

    /**
     * How far the newest audit record may be ahead of the clock at opening; a day by default. A clock that is further
     * behind would bring back what has expired.
     *
     * @throws IllegalArgumentException if it is negative or longer than 365 days
     */
    public JdbcDatabaseBuilder clockSkew(Duration most) {
        if (most.isNegative() || most.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("a skew is not negative and at most 365 days");
        }
        this.clockSkew = most;
        return this;
    }

    /** Refuses to make a database, or to change the schema of an older one: for tools beside a server. */
    public JdbcDatabaseBuilder mustExist() {
        this.mustExist = true;
        return this;
    }

    /**
     * Opens the database.
     *
     * @throws StoreException if a file of it is no regular file of mode 600, it cannot be opened, is damaged, lacks
     *     changes that were acknowledged, is newer than this program, or was written to by a clock far ahead of this one
     */
    public JdbcDatabase open() {
        SqliteFile file = SqliteFile.at(path);
        if (mustExist && !file.exists()) {
            throw new StoreException("there is no database: " + path);
        }
        refuseWithoutDatabase(file);
        SqliteFile claimed = file.claim();
        return open(claimed, HeadFile.open(claimed.beside("-head")));
    }

    /** A database that is gone is not made anew where its audit log is known to have begun. */
    private static void refuseWithoutDatabase(SqliteFile file) {
        Path beside = file.beside("-head");
        if (!file.exists() && beside.toFile().isFile()) {
            try (HeadFile head = HeadFile.open(beside)) {
                head.read().ifPresent(known -> {
                    throw new StoreException("the database is gone, but " + beside + " says it had " + known.record()
                            + " audit records. Delete that file to begin anew");
                });
            }
        }
    }

    private JdbcDatabase open(SqliteFile file, HeadFile head) {
        Link writer = null;
        Link reader = null;
        try {
            Optional<Head> acknowledged = head.read();
            writer = file.writer(writeDeadline);
            OpeningChecks.refuseEmptied(writer, acknowledged);
            bringUpToDate(writer);
            reader = file.reader(writeDeadline);
            OpeningChecks.run(reader, acknowledged, clock.instant(), clockSkew);
            RowSums.watch(writer);
            FileWatch watch = FileWatch.of(file);
            return new JdbcDatabase(
                    new Transactions(writer, Migrations.cookie(writer), watch, head, clock, writeDeadline),
                    new Reads(reader, watch, writeDeadline));
        } catch (StoreException e) {
            closeAll(e, reader, writer, head);
            throw new StoreException(e.getMessage() + ": " + path, e);
        } catch (RuntimeException | Error e) {
            closeAll(e, reader, writer, head);
            throw e;
        }
    }

    private void bringUpToDate(Link writer) {
        if (mustExist) {
            Migrations.standard().require(writer);
        } else {
            Migrations.standard().apply(writer, clock.instant());
        }
    }

    private static void closeAll(Throwable because, @Nullable AutoCloseable... opened) {
        for (AutoCloseable each : opened) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception alsoLost) {
                because.addSuppressed(alsoLost);
            }
        }
    }
}
