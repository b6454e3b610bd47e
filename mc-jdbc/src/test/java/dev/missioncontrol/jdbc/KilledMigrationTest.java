package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.trust.Pairing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KilledMigrationTest {
    private static final String FIRST = "V001__first_light.sql";

    @TempDir
    private Path folder;

    @Test
    void migration_whenItIsKilledBeforeAnyOfItsStatements_leavesTheOldSchemaAndIsMadeAtTheNextOpening()
            throws Exception {
        int killed = 0;
        for (boolean goesOn = true; goesOn; killed++) {
            Path file = firstVersion(killed);
            List<String> before = tables(file);
            goesOn = killBefore(killed, file);

            assertThat(tables(file).equals(before))
                    .as("killed before statement %d", killed)
                    .isEqualTo(goesOn);
            try (JdbcDatabase database = Fixture.open(file)) {
                assertThat(database.pairings().find(Fixture.owner(1))).isInstanceOf(Pairing.Revoked.class);
                Fixture.pair(database, 2);
            }
        }
        assertThat(killed).isGreaterThan(12);
    }

    @Test
    void database_whenTwoProcessesMakeItAtOnce_isMadeOnceAndWrittenByBoth() throws Exception {
        String file = folder.resolve("mc.db").toString();
        try (ChildJvm one = ChildJvm.start(folder, StoreProcess.class, file);
                ChildJvm other = ChildJvm.start(folder, StoreProcess.class, file)) {
            one.say("pair 1 150");
            other.say("pair 151 300");

            assertThat(one.line()).isEqualTo("done");
            assertThat(other.line()).isEqualTo("done");
            one.say("verify");
            assertThat(one.line()).isEqualTo("Intact 300");
        }
    }

    /** A database of version 1 with a row in it. */
    private Path firstVersion(int number) throws Exception {
        Path file = Files.createDirectory(folder.resolve("k" + number)).resolve("mc.db");
        Link writer = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));
        new Migrations(List.of(FIRST)).apply(writer, Fixture.NOON);
        writer.close();
        Fixture.tamper(
                file,
                "INSERT INTO mc_pairing (owner_kind, owner_id, state, revoked_at_ms) VALUES ('device', '"
                        + Fixture.device(1).value() + "', 'revoked', 0)");
        return file;
    }

    /** Lets it run so many statements, and kills it; says whether there were that many. */
    private boolean killBefore(int statements, Path file) throws Exception {
        try (ChildJvm child = ChildJvm.start(folder, SteppedMigration.class, file.toString())) {
            String said = child.line();
            for (int i = 0; i < statements && !said.equals("migrated"); i++) {
                child.say("");
                said = child.line();
            }
            child.kill();
            return !said.equals("migrated");
        }
    }

    private static List<String> tables(Path file) {
        Link link = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));
        try {
            return link.query("SELECT name AS n FROM sqlite_master ORDER BY name", row -> row.text("n"));
        } finally {
            link.close();
        }
    }
}
