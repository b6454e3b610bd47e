package dev.missioncontrol.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Brings a database up to date, and before each statement says which one and waits for a line. Meant to be killed. */
final class SteppedMigration {
    private SteppedMigration() {}

    public static void main(String[] args) {
        Link writer = SqliteFile.at(Path.of(args[0])).claim().writer(Duration.ofSeconds(5));
        Migrations.standard(SteppedMigration::await).apply(writer, Fixture.NOON);
        System.out.println("migrated");
        await("end");
    }

    private static void await(String statement) {
        System.out.println(statement.lines().findFirst().orElse(""));
        try {
            int read = System.in.read();
            while (read > '\n') {
                read = System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
