package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.util.List;
import java.util.Optional;

/** What is wrong with the pages and rows of a database: what SQLite finds, and rows that are not what was written. */
final class Damage {
    private Damage() {}

    /** The first fault, in words. The caller holds a transaction. */
    static Optional<String> find(Link link) {
        try {
            List<String> found = link.query("PRAGMA integrity_check(1)", row -> row.text("integrity_check"));
            return found.equals(List.of("ok"))
                    ? RowSums.fault(link)
                    : found.stream().findFirst().or(() -> Optional.of("it cannot be checked"));
        } catch (StoreException unreadable) {
            return Optional.of(
                    "it cannot be read" + (unreadable.getCause() == null ? "" : ": " + unreadable.getCause()));
        }
    }

    /**
     * Refuses a damaged database.
     *
     * @throws StoreException if a fault is found
     */
    static void refuse(Link link) {
        find(link).ifPresent(fault -> {
            throw new StoreException("the database is damaged: " + fault);
        });
    }
}
