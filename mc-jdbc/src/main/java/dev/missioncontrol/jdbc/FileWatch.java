package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/**
 * Notices that the files under an open database are not the ones that were opened: removed, replaced, or cut. Once that
 * happened, what this process knows may differ from what everybody else sees, and it stays refused until it is opened
 * anew.
 */
final class FileWatch {
    private final Path database;
    private final List<Path> files;
    private final List<Object> keys;
    private volatile String lost = "";
    private volatile long size;

    private FileWatch(Path database, List<Path> files) {
        this.database = database;
        this.files = files;
        this.size = attributes(database).size();
        this.keys = files.stream().map(FileWatch::key).toList();
    }

    /** Watches an open database and the files SQLite keeps beside it. */
    static FileWatch of(SqliteFile file) {
        return new FileWatch(file.path(), List.of(file.path(), file.beside("-wal"), file.beside("-shm")));
    }

    /**
     * Looks.
     *
     * @throws StoreException if the files were found changed, now or before
     */
    void check() {
        refuseIfLost();
        try {
            for (int i = 0; i < files.size(); i++) {
                if (!key(files.get(i)).equals(keys.get(i))) {
                    lose(files.get(i) + " was replaced while it was in use");
                }
            }
            long now = attributes(database).size();
            if (now < size) {
                lose(database + " was cut while it was in use");
            }
            size = Math.max(size, now);
        } catch (StoreException gone) {
            lost = Objects.toString(gone.getMessage());
            throw gone;
        }
    }

    /** Refuses if an earlier look found the files changed, without looking again. */
    void refuseIfLost() {
        String found = lost;
        if (!found.isEmpty()) {
            throw new StoreException(found);
        }
    }

    private static void lose(String what) {
        throw new StoreException(what + "; nothing is read or written until it is opened anew");
    }

    private static Object key(Path file) {
        return Objects.requireNonNull(attributes(file).fileKey(), "files have an identity on POSIX systems");
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new StoreException(file + " is gone; nothing is read or written until it is opened anew", e);
        }
    }
}
