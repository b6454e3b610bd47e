package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.open;
import static dev.missioncontrol.jdbc.Fixture.tamper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final String FIRST = "V001__first_light.sql";
    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        this.file = folder.resolve("mc.db");
    }

    @Test
    void schema_whenItIsNewerThanTheProgram_isRefusedNamingBothVersions() throws Exception {
        open(file).close();
        tamper(file, "INSERT INTO mc_schema VALUES (777, 'x', 0)");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 777")
                .hasMessageContaining("this program knows ");
    }

    @Test
    void schema_whenItWasMadeByAnotherFile_isRefused() throws Exception {
        open(file).close();
        tamper(file, "UPDATE mc_schema SET checksum = '" + "0".repeat(64) + "'");

        assertThatThrownBy(() -> open(file)).isInstanceOf(StoreException.class).hasMessageContaining("another file");
        assertThatThrownBy(() -> JdbcDatabase.builder(file, InstantSource.fixed(Fixture.NOON))
                        .mustExist()
                        .open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another file");
    }

    @Test
    void migration_whenAStatementFailsHalfway_leavesNothingOfAnyStep() {
        Link writer = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));
        Migrations broken = new Migrations(List.of(FIRST, "V999__broken_halfway.sql"));

        assertThatThrownBy(() -> broken.apply(writer, Fixture.NOON)).isInstanceOf(StoreException.class);
        assertThat(tables(writer)).isEmpty();
        writer.close();
        open(file).close();
    }

    @Test
    void migration_whenTheSecondStepFailsLater_leavesTheFirstVersionWithItsRows() {
        try (JdbcDatabase database = open(file)) {
            Fixture.pair(database, 1);
        }
        Link writer = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));
        List<String> before = tables(writer);
        List<String> files = new ArrayList<>(Migrations.standard().files());
        files.add("V999__broken_halfway.sql");
        Migrations broken = new Migrations(files);

        assertThatThrownBy(() -> broken.apply(writer, Fixture.NOON)).isInstanceOf(StoreException.class);
        assertThat(tables(writer)).isEqualTo(before);
        writer.close();
        try (JdbcDatabase database = open(file)) {
            assertThat(database.pairings().find(Fixture.owner(1))).isEqualTo(Fixture.PAIRED);
        }
    }

    @Test
    void migration_whenTheFileIsMissingFromTheProgram_isRefused() {
        Link writer = SqliteFile.at(file).claim().writer(Duration.ofSeconds(5));

        assertThatThrownBy(() -> new Migrations(List.of("V001__nowhere.sql")).apply(writer, Fixture.NOON))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("V001__nowhere.sql");
        writer.close();
    }

    @Test
    void migration_whenManyOpenANewFileAtOnce_isAppliedOnce() throws Exception {
        int openers = 6;
        CyclicBarrier start = new CyclicBarrier(openers);
        Callable<JdbcDatabase> opener = () -> {
            start.await(30, TimeUnit.SECONDS);
            return open(file);
        };
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        List<JdbcDatabase> opened = new ArrayList<>();
        try {
            for (Future<JdbcDatabase> database : threads.invokeAll(Collections.nCopies(openers, opener))) {
                opened.add(database.get());
            }
            Fixture.pair(opened.get(0), 1);
            assertThat(opened)
                    .allSatisfy(database -> assertThat(database.pairings().find(Fixture.owner(1)))
                            .isEqualTo(Fixture.PAIRED));
        } finally {
            opened.forEach(JdbcDatabase::close);
            threads.shutdownNow();
        }
    }

    private static List<String> tables(Link link) {
        return link.query("SELECT name FROM sqlite_master ORDER BY name", row -> row.text("name"));
    }
}
