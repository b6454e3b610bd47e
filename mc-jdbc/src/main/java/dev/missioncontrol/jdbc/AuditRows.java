package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import java.util.List;

/** Audit records as rows: the bytes that were hashed, with the hashes beside them. */
final class AuditRows {
    private AuditRows() {}

    static List<AuditLink> after(Link link, long after, int limit) {
        return link.query(
                "SELECT number, body, previous, hash FROM mc_audit WHERE number > ? ORDER BY number LIMIT ?",
                AuditRows::stored,
                after,
                (long) limit);
    }

    static long latest(Link link) {
        return link.first("SELECT coalesce(max(number), 0) AS n FROM mc_audit", row -> row.number("n"))
                .orElse(0L);
    }

    /** Writes the record that follows the newest one. */
    static AuditRecord append(Link link, Instant at, AuditEvent event) {
        AuditRecord next = link.first(
                        "SELECT number, hash FROM mc_audit ORDER BY number DESC LIMIT 1",
                        row -> AuditChain.following(row.number("number"), new Digest(row.text("hash")), at, event))
                .orElseGet(() -> AuditChain.next(null, at, event));
        AuditLink stored = AuditLink.of(next);
        link.update(
                "INSERT INTO mc_audit (number, body, previous, hash) VALUES (?, ?, ?, ?)",
                stored.number(),
                stored.body(),
                stored.previous(),
                stored.hash());
        return next;
    }

    private static AuditLink stored(Row row) {
        return new AuditLink(row.number("number"), row.bytes("body"), row.text("previous"), row.text("hash"));
    }
}
