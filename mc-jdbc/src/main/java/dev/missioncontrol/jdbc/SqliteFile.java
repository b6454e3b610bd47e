package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/** A database file that only its owner can read: made so, or refused. Its mode is never changed. */
final class SqliteFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path;
    }

    /** Makes the file if it is missing, and checks it. */
    static SqliteFile claim(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("the folder of the database is missing: " + folder);
        }
        if (path.toAbsolutePath().toString().indexOf('?') >= 0) {
            throw new StoreException("a question mark in the path of the database would end it: " + path);
        }
        try {
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                create(path);
            }
            check(path);
        } catch (IOException e) {
            throw new StoreException("the database file cannot be used: " + path, e);
        }
        return new SqliteFile(path);
    }

    /** A connection that waits for other writers, and does not answer before a commit is on disk. */
    Link writer() {
        Link link = connect();
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
    Link reader() {
        Link link = connect();
        link.run("PRAGMA query_only = ON");
        return link;
    }

    private Link connect() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
            Link link = new Link(connection);
            link.run("PRAGMA busy_timeout = 5000");
            link.run("PRAGMA foreign_keys = ON");
            return link;
        } catch (SQLException e) {
            throw Link.lost("open " + path, e);
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException raced) {
            check(path);
        }
    }

    private static void check(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("not a regular file: " + path);
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!mode.equals(OWNER_ONLY)) {
            throw new StoreException("mode 600 (rw-------) is wanted for the database, not "
                    + PosixFilePermissions.toString(mode) + ": " + path);
        }
    }
}
