package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Copies the whole database, beside a running server. */
final class ExportCommand implements DoctorCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        Path to = Path.of(arguments.about(1, "the file to make").get(0));
        SqliteFile from = SqliteFile.at(arguments.database());
        refuseIncomplete(from);
        Snapshot.copy(from, to, PATIENCE);
        try (Inspection inspection = Inspection.of(SqliteFile.at(to), PATIENCE)) {
            report.line(
                    "exported",
                    inspection.describe(new Fields().with("file", to)).map());
        }
        return true;
    }

    /** Whether it is damaged is found in the copy. */
    private static void refuseIncomplete(SqliteFile file) {
        if (!file.exists()) {
            throw new StoreException("there is no database: " + file.path());
        }
        try (Inspection inspection = Inspection.of(file, PATIENCE)) {
            inspection.missing().ifPresent(what -> {
                throw new StoreException(what + ": " + file.path());
            });
        }
    }
}
