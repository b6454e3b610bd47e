package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that the files under an open database are not the ones that were opened: removed, replaced, or cut. Once that
 * happened, what this process knows may differ from what everybody else sees, and it stays refused until it is opened
 * anew. Thread-safe.
 */
final class FileWatch {
    private final Path database;
    private final List<Path> beside;
    private final Look look;
    private final Object key;
    private final List<Object> keysBeside;
    private final AtomicLong size;
    private volatile String lost = "";

    private FileWatch(Path database, List<Path> beside, Look look) {
        this.database = database;
        this.beside = beside;
        this.look = look;
        BasicFileAttributes now = attributes(database);
        this.key = key(now);
        this.size = new AtomicLong(now.size());
        this.keysBeside = beside.stream().map(file -> key(attributes(file))).toList();
    }

    /** Watches an open database and the files SQLite keeps beside it. */
    static FileWatch of(SqliteFile file) {
        return of(file, path -> Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** The same, with another way to look at a file. */
    static FileWatch of(SqliteFile file, Look look) {
        return new FileWatch(file.path(), List.of(file.beside("-wal"), file.beside("-shm")), look);
    }

    /**
     * Looks.
     *
     * @throws StoreException if the files were found changed, now or before
     */
    void check() {
        refuseIfLost();
        try {
            checkDatabase();
            for (int i = 0; i < beside.size(); i++) {
                refuseReplaced(beside.get(i), keysBeside.get(i), key(attributes(beside.get(i))));
            }
        } catch (StoreException gone) {
            lost = Objects.toString(gone.getMessage());
            throw gone;
        }
    }

    /** What it is compared with was seen before this look: while it lasts, others may see the file grow. */
    private void checkDatabase() {
        long before = size.get();
        BasicFileAttributes now = attributes(database);
        refuseReplaced(database, key, key(now));
        if (now.size() < before) {
            throw lost(database + " was cut while it was in use");
        }
        size.accumulateAndGet(now.size(), Math::max);
    }

    /** Refuses if an earlier look found the files changed, without looking again. */
    void refuseIfLost() {
        String found = lost;
        if (!found.isEmpty()) {
            throw new StoreException(found);
        }
    }

    private static void refuseReplaced(Path file, Object opened, Object now) {
        if (!now.equals(opened)) {
            throw lost(file + " was replaced while it was in use");
        }
    }

    private static StoreException lost(String what) {
        return new StoreException(what + "; nothing is read or written until it is opened anew");
    }

    private static Object key(BasicFileAttributes file) {
        return Objects.requireNonNull(file.fileKey(), "files have an identity on POSIX systems");
    }

    private BasicFileAttributes attributes(Path file) {
        try {
            return look.at(file);
        } catch (IOException e) {
            throw new StoreException(file + " is gone; nothing is read or written until it is opened anew", e);
        }
    }

    /** Sees what a file is at this moment. */
    @FunctionalInterface
    interface Look {
        BasicFileAttributes at(Path file) throws IOException;
    }
}
