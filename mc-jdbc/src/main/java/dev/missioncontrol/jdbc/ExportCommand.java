package dev.missioncontrol.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Copies the whole database, beside a running server. */
final class ExportCommand implements DoctorCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        Path to = Path.of(arguments.about(1, "the file to make").get(0));
        arguments.open(clock).close();
        Snapshot.copy(SqliteFile.at(arguments.database()), to, PATIENCE);
        try (Inspection inspection = Inspection.of(SqliteFile.at(to), PATIENCE)) {
            report.line(
                    "exported",
                    inspection.describe(new Fields().with("file", to)).map());
        }
        return true;
    }
}
