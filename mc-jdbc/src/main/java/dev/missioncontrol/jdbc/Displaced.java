package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The database that another one takes the place of, which nobody has open.
 *
 * @param file where it is
 * @param living who has trust in it; empty if it cannot be read
 */
record Displaced(SqliteFile file, Optional<Living> living) {
    /**
     * Reads what stands in this place; empty if nothing does.
     *
     * @throws StoreException if somebody has it open
     */
    static Optional<Displaced> of(SqliteFile file, Duration patience, InstantSource clock) {
        if (!file.exists()) {
            return Optional.empty();
        }
        Optional<Living> living = living(file, clock);
        refuseIfOpen(file, patience);
        return Optional.of(new Displaced(file, living));
    }

    private static Optional<Living> living(SqliteFile file, InstantSource clock) {
        try (JdbcDatabase old =
                JdbcDatabase.builder(file.path(), clock).mustExist().open()) {
            return Optional.of(Living.in(old));
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    /** Leaving the write-ahead mode needs a database that nobody else has open. */
    private static void refuseIfOpen(SqliteFile file, Duration patience) {
        try {
            Link link = file.check().writer(patience);
            try {
                String mode = link.first("PRAGMA journal_mode = DELETE", row -> row.text("journal_mode"))
                        .orElse("");
                if (!mode.equals("delete")) {
                    throw new StoreException("it is still in mode " + mode);
                }
            } finally {
                link.close();
            }
        } catch (StoreException inUse) {
            throw new StoreException(
                    "a server has it open, or it cannot be read at all: stop the server, or move it away: "
                            + file.path(),
                    inUse);
        }
    }

    /** Gives the database and its head a second name; returns it. The first one stays until something replaces it. */
    Path linkAside(Instant now) {
        Path aside = file.path().resolveSibling(file.path().getFileName() + ".before-" + now.toEpochMilli());
        try {
            Files.createLink(aside, file.path());
            if (Files.exists(file.beside("-head"))) {
                Files.createLink(SqliteFile.at(aside).beside("-head"), file.beside("-head"));
            }
            return aside;
        } catch (IOException e) {
            throw new StoreException("cannot be moved aside: " + file.path(), e);
        }
    }
}
