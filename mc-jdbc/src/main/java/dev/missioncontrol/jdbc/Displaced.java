package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The database that another one takes the place of, which nobody has open.
 *
 * @param file where it is
 * @param living who has trust in it, as far as its rows are what was written; empty if it cannot be read
 * @param fault why it would not be opened, in words; empty if nothing is wrong with it
 */
record Displaced(SqliteFile file, Optional<Living> living, String fault) {
    /** What may be beside a database and would be taken for a part of another one in its place. */
    private static final List<String> CHANGES = List.of("-wal", "-journal");

    /**
     * Reads what stands in this place; empty if nothing does.
     *
     * @throws StoreException if somebody has it open, or changes of a database stand there that is gone
     */
    static Optional<Displaced> of(SqliteFile file, Duration patience) {
        if (!file.exists()) {
            refuseLeftChanges(file);
            return Optional.empty();
        }
        Displaced found = look(file, patience);
        refuseIfOpen(file, patience);
        return Optional.of(found);
    }

    private static void refuseLeftChanges(SqliteFile file) {
        for (String suffix : CHANGES) {
            Path left = file.beside(suffix);
            if (!Files.notExists(left, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException(left + " holds changes of a database that is gone: put that back beside it, or"
                        + " move this away; it would be taken for changes of the new one");
            }
        }
    }

    /** Without the checks that forbid to open it: what is damaged counts as gone. */
    private static Displaced look(SqliteFile file, Duration patience) {
        try (Inspection inspection = Inspection.of(file, patience)) {
            Optional<String> fault = inspection.damage().or(inspection::missing);
            return new Displaced(file, Optional.of(inspection.living()), fault.orElse(""));
        } catch (StoreException unreadable) {
            return new Displaced(file, withoutHead(file, patience), String.valueOf(unreadable.getMessage()));
        }
    }

    /** Its head may be all that cannot be read. */
    private static Optional<Living> withoutHead(SqliteFile file, Duration patience) {
        try (Inspection inspection = Inspection.withoutHead(file, patience)) {
            return Optional.of(inspection.living());
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    /** Who has trust in it, unless it was cut to a state before the other one, so that it knows nothing that came since. */
    Optional<Living> comparable(Living then) {
        return living.filter(now -> fault.isEmpty() || now.latest() >= then.latest());
    }

    /** How much of it is compared with the other one: {@code yes}, {@code partly} or {@code no}. */
    String compared(Living then) {
        if (comparable(then).isEmpty()) {
            return "no";
        }
        return fault.isEmpty() ? "yes" : "partly";
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
        SqliteFile aside = free(now.toEpochMilli());
        try {
            Files.createLink(aside.path(), file.path());
            if (Files.exists(file.beside("-head"))) {
                Files.createLink(aside.beside("-head"), file.beside("-head"));
            }
            return aside.path();
        } catch (IOException e) {
            throw new StoreException("cannot be moved aside: " + file.path(), e);
        }
    }

    /** A name that no earlier run took. */
    private SqliteFile free(long number) {
        SqliteFile aside = SqliteFile.at(file.beside(".before-" + number));
        boolean taken = aside.files().stream().anyMatch(each -> !Files.notExists(each, LinkOption.NOFOLLOW_LINKS));
        return taken ? free(number + 1) : aside;
    }
}
