package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.PAIRED;
import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacedFileTest {
    private Path file;
    private JdbcDatabase database;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = folder.resolve("mc.db");
        database = Fixture.open(file);
        pair(database, 1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-shm"})
    void change_whenAFileWasReplaced_isRefusedAndSoIsEverythingBehindIt(String suffix) throws IOException {
        Path used = file.resolveSibling(file.getFileName() + suffix);
        Path copy = Files.copy(used, file.resolveSibling("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, used, StandardCopyOption.REPLACE_EXISTING);

        assertRefused(used);
        assertThatThrownBy(() -> database.pairings().find(owner(1))).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-shm"})
    void change_whenAFileWasRemoved_isRefused(String suffix) throws IOException {
        Path used = file.resolveSibling(file.getFileName() + suffix);
        Files.delete(used);

        assertRefused(used);
    }

    @Test
    void change_whenTheFileWasCut_isRefused() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertRefused(file);
    }

    @Test
    void epoch_whenTheFileWasReplaced_isRefusedSoThatWhoFollowsItGoesStale() throws IOException {
        Path copy = Files.copy(file, file.resolveSibling("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> database.current())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("replaced");
    }

    @Test
    void change_whenAnotherProgramChangedTheSchema_isRefusedUntilItIsOpenedAnew() throws Exception {
        Fixture.tamper(file, "CREATE TABLE stranger (id INTEGER)");

        assertThatThrownBy(() -> pair(database, 2))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema");
        assertThat(database.pairings().find(owner(1))).isEqualTo(PAIRED);
        database.close();
        database = Fixture.open(file);
        pair(database, 2);
    }

    @Test
    void change_whenAnotherConnectionOpensWritesAndCloses_isStillMade() {
        try (JdbcDatabase beside = Fixture.open(file)) {
            pair(beside, 2);
        }
        pair(database, 3);

        assertThat(database.pairings().devices()).hasSize(3);
    }

    private void assertRefused(Path culprit) {
        assertThatThrownBy(() -> pair(database, 2))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(culprit.toString());
        assertThatThrownBy(() -> pair(database, 2)).isInstanceOf(StoreException.class);
    }
}
