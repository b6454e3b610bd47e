package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private Path file;
    private FileWatch watch;
    private Runnable afterLook = () -> {};

    @BeforeEach
    void place(@TempDir Path folder) throws IOException {
        file = folder.resolve("mc.db");
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.writeString(folder.resolve("mc.db" + suffix), "content");
        }
        watch = FileWatch.of(SqliteFile.at(file), this::look);
    }

    /** Between the look at the database and what is made of it, something else may happen. */
    private BasicFileAttributes look(Path path) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (path.equals(file)) {
            Runnable next = afterLook;
            afterLook = () -> {};
            next.run();
        }
        return seen;
    }

    @Test
    void look_whenAnotherOneSeesTheFileGrownMeanwhile_doesNotTakeItForCut() {
        afterLook = () -> {
            resize(100);
            watch.check();
        };

        assertThatCode(() -> watch.check()).doesNotThrowAnyException();
        assertThatCode(() -> watch.check()).doesNotThrowAnyException();
        assertThatCode(() -> watch.refuseIfLost()).doesNotThrowAnyException();
    }

    @Test
    void look_whenAnotherOneSawTheFileGrown_stillKnowsHowLargeItWas() {
        afterLook = () -> {
            resize(100);
            watch.check();
        };
        watch.check();
        resize(50);

        assertThatThrownBy(() -> watch.check())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cut");
        resize(100);
        assertThatThrownBy(() -> watch.check()).isInstanceOf(StoreException.class);
    }

    private void resize(long size) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            if (channel.size() < size) {
                channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
