package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.file.FolderSync;
import dev.missioncontrol.core.file.OwnerOnly;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** A copy of a database as it is at one moment, beside whoever uses it. */
final class Snapshot {
    private Snapshot() {}

    /**
     * Writes the copy into a new file of mode 0600; it is on the disk, and found undamaged, when this returns.
     *
     * @throws StoreException if there is a file already, or the database is damaged
     */
    static void copy(SqliteFile from, Path to, Duration patience) {
        SqliteFile target = SqliteFile.at(to);
        try {
            Files.createFile(to, OwnerOnly.mode());
        } catch (FileAlreadyExistsException there) {
            throw new StoreException("exists already and is not overwritten: " + to, there);
        } catch (IOException e) {
            throw new StoreException("cannot be made: " + to, e);
        }
        try {
            fill(from, target, patience);
        } catch (RuntimeException e) {
            remove(to);
            throw e;
        }
    }

    private static void fill(SqliteFile from, SqliteFile to, Duration patience) {
        Link source = from.check().writer(patience);
        try {
            source.update("VACUUM INTO ?", to.path().toAbsolutePath().toString());
        } finally {
            source.close();
        }
        Optional<String> damage = damage(to, patience);
        if (damage.isPresent()) {
            throw new StoreException("the database is damaged: " + damage.get() + ": " + from.path());
        }
        try (FileChannel written = FileChannel.open(to.path(), StandardOpenOption.WRITE)) {
            written.force(true);
            FolderSync.forceFolderOf(to.path());
        } catch (IOException e) {
            throw new StoreException("cannot be written: " + to.path(), e);
        }
    }

    private static Optional<String> damage(SqliteFile file, Duration patience) {
        Link link = file.reader(patience);
        try {
            link.run("BEGIN");
            return Damage.find(link);
        } finally {
            link.close();
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException("cannot be removed: " + file, e);
        }
    }
}
