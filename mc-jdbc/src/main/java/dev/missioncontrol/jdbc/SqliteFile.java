package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.file.FolderSync;
import dev.missioncontrol.core.file.OwnerOnly;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A database file that only its owner can read: made so, or refused. Its mode is never changed. */
final class SqliteFile {
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal", "-head");

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path;
    }

    /**
     * Where a database is or will be.
     *
     * @throws StoreException if the folder is missing or cannot be written to
     */
    static SqliteFile at(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("the folder of the database is missing: " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new StoreException("the folder of the database has to be writable (mode 700, rwx------): " + folder);
        }
        if (path.toAbsolutePath().toString().indexOf('?') >= 0) {
            throw new StoreException("a question mark in the path of the database would end it: " + path);
        }
        return new SqliteFile(path);
    }

    /** Makes the file if it is missing, and checks it. */
    SqliteFile claim() {
        try {
            if (!exists()) {
                create(path);
            }
        } catch (IOException e) {
            throw new StoreException("the database file cannot be made: " + path, e);
        }
        return check();
    }

    /** Checks the file and what SQLite keeps beside it. */
    SqliteFile check() {
        try {
            check(path);
            for (String suffix : COMPANIONS) {
                checkIfThere(beside(suffix));
            }
        } catch (IOException e) {
            throw new StoreException("the database file cannot be used: " + path, e);
        }
        return this;
    }

    /** Tells whether anything is there: a link to nowhere is. */
    boolean exists() {
        return !Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    Path path() {
        return path;
    }

    /** The file beside the database that has its name and this suffix. */
    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** The database and everything that may be beside it. */
    List<Path> files() {
        return Stream.concat(Stream.of(path), COMPANIONS.stream().map(this::beside))
                .toList();
    }

    /**
     * Takes the place of another closed database, or of nothing, in one step. The other one's head goes first and its own
     * follows, each on the disk before the next step: a database without a head opens, one with a stranger's does not.
     *
     * @param before is told of each step before it is made
     */
    void replace(SqliteFile other, Consumer<String> before) {
        try {
            before.accept("forget the head");
            Files.deleteIfExists(other.beside("-head"));
            FolderSync.forceFolderOf(other.path());
            before.accept("put it in place");
            move(path, other.path());
            before.accept("put its head in place");
            move(beside("-head"), other.beside("-head"));
        } catch (IOException e) {
            throw new StoreException("cannot be put in place: " + other.path(), e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FolderSync.forceFolderOf(to);
    }

    /** A connection that waits for other writers, and does not answer before a commit is on disk. */
    Link writer(Duration patience) {
        Link link = connect(patience);
        try {
            String mode = link.first("PRAGMA journal_mode = WAL", row -> row.text("journal_mode"))
                    .orElse("");
            if (!mode.equals("wal")) {
                throw new StoreException("the file system of the database has no write-ahead log: " + path);
            }
            link.run("PRAGMA synchronous = FULL");
            return link;
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /** A connection that cannot write. */
    Link reader(Duration patience) {
        Link link = connect(patience);
        link.run("PRAGMA query_only = ON");
        return link;
    }

    private Link connect(Duration patience) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
            Link link = new Link(connection);
            link.run("PRAGMA busy_timeout = " + patience.toMillis());
            link.run("PRAGMA foreign_keys = ON");
            return link;
        } catch (SQLException e) {
            throw Link.lost("open " + path, e);
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, OwnerOnly.mode());
        } catch (FileAlreadyExistsException raced) {
            check(path);
        }
    }

    /** The last process that closes the database takes two of them away: then there is nothing to check. */
    private static void checkIfThere(Path companion) throws IOException {
        try {
            if (Files.exists(companion, LinkOption.NOFOLLOW_LINKS)) {
                check(companion);
            }
        } catch (NoSuchFileException closedMeanwhile) {
            // As good as never there.
        }
    }

    private static void check(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("not a regular file: " + path);
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!mode.equals(OwnerOnly.permissions())) {
            throw new StoreException("mode 600 (rw-------) is wanted for the database, not "
                    + PosixFilePermissions.toString(mode) + ": " + path);
        }
    }
}
