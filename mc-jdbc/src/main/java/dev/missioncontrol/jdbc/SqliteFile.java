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
        link.run("PRAGMA journal_mode = WAL");
        link.run("PRAGMA synchronous = FULL");
        return link;
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
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))) {
            throw new StoreException("others can read the database: mode 600 is wanted for " + path);
        }
    }
}
