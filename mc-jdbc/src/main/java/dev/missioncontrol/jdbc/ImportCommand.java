package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes over an exported database, or what is left of one that lost its end. What was revoked since stays revoked, as far
 * as the database that stood there can be read; whoever was signed in signs in again.
 */
final class ImportCommand implements DoctorCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<String> before;

    ImportCommand() {
        this(step -> {});
    }

    /** The same, with somebody who is told of each step before it is made. */
    ImportCommand(Consumer<String> before) {
        this.before = before;
    }

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        Path from = Path.of(arguments.about(1, "the file to take over").get(0));
        Path into = Path.of(arguments
                .option("--into")
                .orElseThrow(() -> new IllegalArgumentException("import takes --into, the database to make")));
        SqliteFile source = SqliteFile.at(from);
        if (!source.exists()) {
            throw new StoreException("there is no database: " + from);
        }
        SqliteFile place = SqliteFile.at(into);
        Optional<Displaced> old = Displaced.of(place, PATIENCE);
        SqliteFile fresh = SqliteFile.at(into.resolveSibling(into.getFileName() + ".importing"));
        before.accept("copy");
        fresh.files().forEach(Snapshot::remove);
        Snapshot.copy(source, fresh.path(), PATIENCE);
        Fields fields = new Fields().with("from", from).with("into", into);
        try {
            before.accept("restore");
            Withdrawals withdrawn = restore(from, fresh, old, clock, fields);
            before.accept("keep the other aside");
            old.ifPresent(displaced -> fields.with("aside", displaced.linkAside(clock.instant())));
            fresh.replace(place, before);
            withdrawn.tell(report);
        } finally {
            fresh.files().forEach(Snapshot::remove);
        }
        old.map(Displaced::fault).ifPresent(fault -> fields.with("fault", fault));
        report.line("imported", fields.map());
        return true;
    }

    private static Withdrawals restore(
            Path from, SqliteFile fresh, Optional<Displaced> old, InstantSource clock, Fields fields) {
        Withdrawals withdrawn;
        try (JdbcDatabase database = JdbcDatabase.sqlite(fresh.path(), clock)) {
            withdrawn = new Restoration(database, old, clock.instant()).run(from, fields);
        }
        try (Inspection inspection = Inspection.of(fresh, PATIENCE)) {
            if (inspection.damage().isPresent()
                    || !(inspection.chain(Optional.empty()) instanceof AuditVerdict.Intact)) {
                throw new StoreException("the audit chain of what was to be taken over is broken: " + from);
            }
            inspection.describe(fields);
        }
        return withdrawn;
    }
}
