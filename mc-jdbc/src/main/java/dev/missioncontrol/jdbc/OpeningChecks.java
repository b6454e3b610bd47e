package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has to hold before a database is used: nothing damaged, nothing missing, and a clock that can be right. */
final class OpeningChecks {
    private OpeningChecks() {}

    /**
     * Checks a database as it is at one moment.
     *
     * @param acknowledged the head that was noted before this moment
     * @throws StoreException saying what does not hold
     */
    static void run(Link link, Optional<Head> acknowledged, Instant now, Duration mostSkew) {
        link.run("BEGIN");
        try {
            Damage.refuse(link);
            acknowledged.flatMap(head -> missing(link, head)).ifPresent(what -> {
                throw new StoreException(what);
            });
            refuseClock(link, now, mostSkew);
        } finally {
            link.run("COMMIT");
        }
    }

    /** Refuses to begin anew in a database that lost everything. */
    static void refuseEmptied(Link link, Optional<Head> acknowledged) {
        if (acknowledged.isPresent() && Migrations.isEmpty(link)) {
            throw new StoreException(lost(0, acknowledged.get()));
        }
    }

    private static String lost(long latest, Head head) {
        return "audit records " + (latest + 1) + " to " + head.record()
                + " were acknowledged and are missing: the database or its write-ahead log was cut, or an older copy"
                + " was put in its place. The doctor's import takes over what is left";
    }

    /** What is missing from a database that once had this head, in words. */
    static Optional<String> missing(Link link, Head head) {
        long latest = AuditRows.latest(link);
        if (latest < head.record()) {
            return Optional.of(lost(latest, head));
        }
        List<AuditLink> newest = AuditRows.after(link, head.record() - 1, 1);
        return newest.stream()
                        .allMatch(kept ->
                                kept.number() != head.record() || kept.hash().equals(head.hash()))
                ? Optional.empty()
                : Optional.of("audit record " + head.record() + " is not the one that was acknowledged: this is another"
                        + " database, or its audit log was written anew");
    }

    private static void refuseClock(Link link, Instant now, Duration mostSkew) {
        long latest = AuditRows.latest(link);
        for (AuditLink newest : AuditRows.after(link, latest - 1, 1)) {
            Instant at = newest.record().at();
            if (at.isAfter(now.plus(mostSkew))) {
                throw new StoreException("the clock says " + now + ", but audit record " + latest + " was written at "
                        + at + ": set the clock");
            }
        }
    }
}
