package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatabaseFileTest {
    private Path folder;
    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("mc.db");
    }

    @Test
    void file_whenItIsMissing_isMadeForItsOwnerAlone() throws IOException {
        try (JdbcDatabase database = open(file)) {
            Fixture.pair(database, 1);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .hasSizeGreaterThan(1)
                        .allSatisfy(made -> assertThat(mode(made)).isEqualTo("rw-------"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----", "r--------", "rw-rw-rw-"})
    void file_whenItsModeIsAnother_isRefusedAndLeftAsItIs(String mode) throws IOException {
        open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("600")
                .hasMessageContaining(file.toString());
        assertThat(mode(file)).isEqualTo(mode);
    }

    @Test
    void file_whenItIsASymbolicLink_isRefused() throws IOException {
        Path target = folder.resolve("target.db");
        open(target).close();
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void file_whenItIsALinkToNowhere_isRefusedAndNothingIsMadeThere() throws IOException {
        Path nowhere = folder.resolve("nowhere.db");
        Files.createSymbolicLink(file, nowhere);

        assertThatThrownBy(() -> open(file)).isInstanceOf(StoreException.class);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void file_whenItIsAPipe_isRefusedWithoutWaiting() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", "-m", "600", file.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mkfifo.exitValue()).isZero();

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void file_whenItIsAFolder_isRefused() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(() -> open(file)).isInstanceOf(StoreException.class);
    }

    @Test
    void folder_whenItIsMissing_isNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> open(missing.resolve("mc.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
    }

    @Test
    void file_whenItIsNoDatabase_isRefusedAndLeftAsItIs() throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "my diary, not a database. ".repeat(100));

        assertThatThrownBy(() -> open(file)).isInstanceOf(StoreException.class);
        assertThat(file).content().startsWith("my diary");
    }

    @Test
    void path_whenItHoldsAQuestionMark_isRefused() {
        assertThatThrownBy(() -> open(folder.resolve("mc.db?mode=memory"))).isInstanceOf(StoreException.class);
    }

    @Test
    void database_afterItWasClosed_answersWithStoreExceptions() {
        JdbcDatabase database = open(file);
        database.close();

        assertThatThrownBy(() -> database.pairings().devices()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Fixture.pair(database, 1)).isInstanceOf(StoreException.class);
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
