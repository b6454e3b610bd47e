package dev.missioncontrol.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk when a file was written, and what becomes of it when the disk does not take it. */
class ForcedToDiskTest {
    private static final int LONGEST = 100;

    private final FailingDisk disk = new FailingDisk();
    private Path folder;
    private PrivateFile file;

    @BeforeEach
    void place(@TempDir Path folder) {
        this.folder = folder;
        this.file = new PrivateFile(disk.on(folder.resolve("secret")), LONGEST);
    }

    @Test
    void file_whenItIsMadeOrReplaced_isForcedToTheDiskAndThenItsFolder() {
        file.create("first");
        file.replace("second");

        assertThat(disk.forced()).hasSize(4);
        assertThat(disk.forced().get(0).toString())
                .startsWith(folder + "/secret.")
                .endsWith(".new");
        assertThat(disk.forced().get(1)).isEqualTo(folder);
        assertThat(disk.forced().get(2).toString())
                .startsWith(folder + "/secret.")
                .endsWith(".new");
        assertThat(disk.forced().get(3)).isEqualTo(folder);
    }

    @Test
    void file_whenTheDiskDoesNotTakeIt_isNotMadeAndNotReplaced() throws IOException {
        disk.failFor(forced -> !forced.equals(folder));
        assertThatThrownBy(() -> file.create("first")).isInstanceOf(StoreException.class);
        assertThat(file.read()).isEmpty();

        disk.failFor(forced -> false);
        file.create("first");
        disk.failFor(forced -> !forced.equals(folder));
        assertThatThrownBy(() -> file.replace("second")).isInstanceOf(StoreException.class);

        assertThat(file.read()).contains("first");
        assertThat(names()).containsExactly("secret");
    }

    @Test
    void file_whenTheDiskDoesNotTakeItsName_isNotSaidToBeKept() throws IOException {
        file.create("first");
        disk.failFor(folder::equals);

        assertThatThrownBy(() -> file.replace("second"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> new PrivateFile(disk.on(folder.resolve("other")), LONGEST).create("text"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("other");
        assertThat(names()).containsExactly("other", "secret");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
