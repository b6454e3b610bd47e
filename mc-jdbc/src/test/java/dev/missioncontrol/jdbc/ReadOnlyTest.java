package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the mode of a folder forbids; root is let through by the kernel and gives that right away first. */
@Timeout(60)
class ReadOnlyTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private Path temporary;
    private Path folder;
    private Path file;

    @BeforeEach
    void place(@TempDir Path temporary) throws IOException {
        this.temporary = temporary;
        folder = Files.createDirectory(temporary.resolve("data"));
        file = folder.resolve("mc.db");
        assumeTrue(!isRoot() || Files.isExecutable(SETPRIV));
    }

    @AfterEach
    void openFolder() throws IOException {
        mode("rwx------");
    }

    @Test
    void folder_whenItIsReadOnlyAndEmpty_isNamedWithTheModeWanted() throws Exception {
        mode("r-x------");

        assertThat(answer("open")).startsWith("refused").contains(folder.toString(), "mode 700");
        assertThat(file).doesNotExist();
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("r-x------"));
    }

    @Test
    void folder_whenItBecameReadOnly_isNamedWithTheModeWanted() throws Exception {
        try (JdbcDatabase database = Fixture.open(file)) {
            Fixture.pair(database, 1);
        }
        mode("r-x------");

        assertThat(answer("open")).startsWith("refused").contains(folder.toString(), "mode 700");
        mode("rwx------");
        assertThat(answer("find 1")).isEqualTo("Paired");
    }

    @Test
    void file_whenItIsReadOnly_isNamedWithTheModeWanted() throws Exception {
        Fixture.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(answer("open")).startsWith("refused").contains(file.toString(), "mode 600");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("r--------"));
    }

    private String answer(String command) throws Exception {
        List<String> starter = isRoot()
                ? List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search", "--")
                : List.of();
        try (ChildJvm child = ChildJvm.startBehind(starter, temporary, StoreProcess.class, file.toString())) {
            child.say(command);
            return child.line();
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }
}
