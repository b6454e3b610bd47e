package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.PAIRED;
import static dev.missioncontrol.jdbc.Fixture.open;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.trust.Pairing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSumsTest {
    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("mc.db");
    }

    @Test
    void row_whenItIsReplacedByAnother_isWrittenOnceAndDigestedOnce() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
            List<String> written = database.commit(tx -> {
                database.pairings().put(tx, owner(1), new Pairing.Revoked(Fixture.NOON));
                return database.writing(tx).query("SELECT of_table FROM temp.mc_written", row -> row.text("of_table"));
            });

            assertThat(written).containsExactly("mc_pairing");
        }
        open(file).close();
    }

    @Test
    void row_whenItMovesToAnotherNumber_takesItsDigestAlong() {
        try (JdbcDatabase database = open(file)) {
            revoke(database, 1);
            revoke(database, 2);
            database.commit(tx -> database.writing(tx).update("UPDATE mc_revocation SET n = 9 WHERE n = 1"));
        }
        try (JdbcDatabase database = open(file)) {
            assertThat(database.after(Epoch.ZERO))
                    .extracting(entry -> entry.epoch().number())
                    .containsExactly(2L, 9L);
            pair(database, 3);
        }
    }

    @Test
    void pairing_whenItIsPutAnew_keepsNothingOfWhatItWas() {
        try (JdbcDatabase database = open(file)) {
            for (Pairing pairing : List.of(PAIRED, new Pairing.Revoked(Fixture.NOON), PAIRED)) {
                database.commit(tx -> {
                    database.pairings().put(tx, owner(1), pairing);
                    return tx;
                });
            }
            List<String> left = database.read(link -> link.query(
                    "SELECT count(revoked_at_ms) || count(forgotten_at_ms) || count(*) AS n FROM mc_pairing",
                    row -> row.text("n")));

            assertThat(left).containsExactly("001");
        }
    }
}
