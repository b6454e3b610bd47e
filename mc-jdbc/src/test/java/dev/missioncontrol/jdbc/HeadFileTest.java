package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFileTest {
    @TempDir
    private Path folder;

    @Test
    void head_whenAnotherProcessNotedANewerOne_isNotPutBack() {
        Path path = folder.resolve("mc.db-head");
        try (HeadFile one = HeadFile.open(path);
                HeadFile other = HeadFile.open(path)) {
            one.advance(head(5));
            one.advance(head(6));
            other.advance(head(8));

            one.advance(head(7));
            assertThat(other.read()).contains(head(8));
            one.advance(head(9));
            assertThat(other.read()).contains(head(9));
        }
    }

    @Test
    void head_whenItsLineIsDamagedMeanwhile_isWrittenAnew() throws IOException {
        Path path = folder.resolve("mc.db-head");
        try (HeadFile file = HeadFile.open(path)) {
            file.advance(head(5));
            Files.writeString(path, Files.readString(path).replace("mc-head 1 0", "mc-head 1 9"));

            file.advance(head(6));
            assertThat(file.read()).contains(head(6));
        }
    }

    private static Head head(long number) {
        return new Head(number, "%064x".formatted(number));
    }
}
