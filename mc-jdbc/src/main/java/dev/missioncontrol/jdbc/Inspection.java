package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.PrunableJournal;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at a database that may be damaged, without opening it for use: everything at one moment, nothing is written. */
final class Inspection implements AutoCloseable {
    private final Link link;
    private final Optional<Head> head;

    private Inspection(Link link, Optional<Head> head) {
        this.link = link;
        this.head = head;
    }

    static Inspection of(SqliteFile file, Duration patience) {
        return of(file, head(file), patience);
    }

    /** The same where nothing can be known of what was acknowledged. */
    static Inspection withoutHead(SqliteFile file, Duration patience) {
        return of(file, Optional.empty(), patience);
    }

    private static Inspection of(SqliteFile file, Optional<Head> head, Duration patience) {
        Link link = file.check().reader(patience);
        try {
            OpeningChecks.refuseEmptied(link, head);
            Migrations.standard().require(link);
            link.run("BEGIN");
            return new Inspection(link, head);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static Optional<Head> head(SqliteFile file) {
        if (Files.notExists(file.beside("-head"), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (HeadFile beside = HeadFile.open(file.beside("-head"))) {
            return beside.read();
        }
    }

    /** What is wrong with pages or rows. */
    Optional<String> damage() {
        return Damage.find(link);
    }

    /** What was acknowledged and is missing. */
    Optional<String> missing() {
        return head.flatMap(known -> OpeningChecks.missing(link, known));
    }

    /** Checks the chain; a stub has to be signed by this key if there is one. */
    AuditVerdict chain(Optional<AuditKey> trusted) {
        Journal journal = new Journal(link);
        AuditLog log = new AuditLog(journal, journal);
        return trusted.map(log::verify).orElseGet(log::verify);
    }

    /** Who has trust in it, as far as its rows are what was written. */
    Living living() {
        return Living.in(link);
    }

    /** How far it got. */
    Fields describe(Fields fields) {
        return fields.with("records", AuditRows.latest(link))
                .with("epoch", EpochRows.current(link).number());
    }

    @Override
    public void close() {
        link.close();
    }

    /** The log as it is, for reading alone. */
    private record Journal(Link link) implements PrunableJournal, UnitOfWork {
        @Override
        public List<AuditLink> links(long after, int limit) {
            return AuditRows.after(link, after, limit);
        }

        @Override
        public long latest() {
            return AuditRows.latest(link);
        }

        @Override
        public Optional<String> stub() {
            return AuditRows.stub(link);
        }

        @Override
        public void drop(Tx tx, AuditCheckpoint stub) {
            throw new StoreException("only looked at");
        }

        @Override
        public <R> R commit(Function<Tx, R> work) {
            throw new StoreException("only looked at");
        }
    }
}
