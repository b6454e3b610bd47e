package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.NOON;
import static dev.missioncontrol.jdbc.Fixture.open;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    private Path file;
    private Path head;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("mc.db");
        head = folder.resolve("mc.db-head");
    }

    @Test
    void clock_whenTheNewestRecordIsFarAheadOfIt_isRefusedNamingBothTimes() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        assertThatThrownBy(() -> JdbcDatabase.sqlite(file, InstantSource.fixed(Instant.EPOCH)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("1970-01-01T00:00:00Z")
                .hasMessageContaining(NOON.toString())
                .hasMessageContaining("set the clock");
    }

    @Test
    void clock_whenItIsBehindByTheSkewOrLess_isAccepted() {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        JdbcDatabase.sqlite(file, InstantSource.fixed(NOON.minus(Duration.ofDays(1))))
                .close();
        JdbcDatabaseBuilder strict = JdbcDatabase.builder(file, InstantSource.fixed(NOON.minusSeconds(61)))
                .clockSkew(Duration.ofMinutes(1));
        assertThatThrownBy(strict::open).isInstanceOf(StoreException.class);
        strict.clockSkew(Duration.ofMinutes(2)).open().close();
    }

    @Test
    void olderCopy_whenItIsPutBack_isRefusedNamingWhatIsMissing() throws IOException {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        Path backup = Files.copy(file, file.resolveSibling("backup"), StandardCopyOption.COPY_ATTRIBUTES);
        try (JdbcDatabase database = open(file)) {
            Fixture.revoke(database, 1);
            pair(database, 2);
        }
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("audit records 2 to 3")
                .hasMessageContaining(file.toString());
    }

    @Test
    void anotherDatabase_whenItIsPutInItsPlace_isRefused(@TempDir Path elsewhere) throws IOException {
        Path other = elsewhere.resolve("mc.db");
        try (JdbcDatabase database = open(file);
                JdbcDatabase strange = open(other)) {
            pair(database, 1);
            pair(strange, 2);
        }
        Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not the one that was acknowledged");
    }

    @Test
    void database_whenItIsGoneButItsHeadIsThere_isNotMadeAnew() throws IOException {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        Files.delete(file);

        assertThatThrownBy(() -> open(file)).isInstanceOf(StoreException.class).hasMessageContaining(head.toString());
        assertThat(file).doesNotExist();
        Files.delete(head);
        open(file).close();
    }

    @Test
    void database_whenItLostEverything_isNotMadeAnewInItsPlace() throws IOException {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        Files.write(file, new byte[0]);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("audit records 1 to 1");
        Link link = SqliteFile.at(file).check().reader(Duration.ofSeconds(5));
        assertThat(Migrations.isEmpty(link)).isTrue();
        link.close();
    }

    @Test
    void head_whenItIsNotReadable_isRefusedByName() throws IOException {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        String line = Files.readString(head);
        for (String damaged : new String[] {line.replace("1 0", "1 1"), "nonsense", line + "x", line.substring(1)}) {
            Files.writeString(head, damaged);

            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(head.toString());
        }
    }

    @Test
    void head_whenItIsMissingOrEmptyOrLagsBehind_isCaughtUp() throws IOException {
        try (JdbcDatabase database = open(file)) {
            pair(database, 1);
        }
        String first = Files.readString(head);
        for (String lagging : new String[] {"", first}) {
            Files.writeString(head, lagging);
            try (JdbcDatabase database = open(file)) {
                pair(database, 2);
            }
        }
        assertThat(head).content().contains(" 0000000000000000003 ");
    }

    @Test
    void head_whenAWriterIsInterrupted_isStillNoted() throws IOException {
        try (JdbcDatabase database = open(file)) {
            database.commit(tx -> {
                Thread.currentThread().interrupt();
                return tx.record(AuditEvent.of(AuditAction.LOGOUT, "alice", ""));
            });
            assertThat(Thread.interrupted()).isTrue();
            pair(database, 2);
        }
        assertThat(head).content().contains(" 0000000000000000002 ");
    }

    @Test
    void companion_whenItIsALinkOrReadableByOthers_isRefused() throws IOException {
        open(file).close();
        Path target = Files.createFile(file.resolveSibling("target"));
        for (String suffix : new String[] {"-wal", "-shm", "-journal", "-head"}) {
            Path companion = file.resolveSibling("mc.db" + suffix);
            Files.deleteIfExists(companion);
            Files.createSymbolicLink(companion, target);

            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(companion.toString());
            Files.delete(companion);
        }
        open(file).close();
    }

    @Test
    void mustExist_whenThereIsNoDatabase_makesNone() {
        JdbcDatabaseBuilder builder =
                JdbcDatabase.builder(file, InstantSource.fixed(NOON)).mustExist();

        assertThatThrownBy(builder::open).isInstanceOf(StoreException.class).hasMessageContaining("no database");
        assertThat(file).doesNotExist();
        open(file).close();
        builder.open().close();
    }

    @Test
    void mustExist_whenTheSchemaIsOlder_leavesItAsItIs() {
        Link writer = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));
        new Migrations(List.of("V001__first_light.sql")).apply(writer, NOON);
        writer.close();

        assertThatThrownBy(() -> JdbcDatabase.builder(file, InstantSource.fixed(NOON))
                        .mustExist()
                        .open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 1");
        open(file).close();
    }
}
