package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        return link.first(
                        "SELECT coalesce((SELECT max(number) FROM mc_audit), (SELECT max(number) FROM mc_audit_stub), 0)"
                                + " AS n",
                        row -> row.number("n"))
                .orElse(0L);
    }

    /** The text of the newest stub. */
    static Optional<String> stub(Link link) {
        return link.first("SELECT text FROM mc_audit_stub ORDER BY number DESC LIMIT 1", row -> row.text("text"));
    }

    /** Drops the rows up to a stub, and keeps it. */
    static void drop(Link link, AuditCheckpoint stub) {
        boolean here = after(link, stub.number() - 1, 1).stream()
                .anyMatch(row -> row.number() == stub.number()
                        && row.hash().equals(stub.head().hex()));
        if (stub.kind() != AuditCheckpoint.Kind.STUB || !here) {
            throw new IllegalArgumentException("no stub of a record that is here");
        }
        link.update("DELETE FROM mc_audit WHERE number <= ?", stub.number());
        link.update("DELETE FROM mc_audit_stub");
        link.update("INSERT INTO mc_audit_stub (number, text) VALUES (?, ?)", stub.number(), stub.text());
    }

    /** Writes the record that follows the newest one, or the stub if none is left. */
    static AuditRecord append(Link link, Instant at, AuditEvent event) {
        AuditRecord next = link.first(
                        "SELECT number, hash FROM mc_audit ORDER BY number DESC LIMIT 1",
                        row -> AuditChain.following(row.number("number"), new Digest(row.text("hash")), at, event))
                .orElseGet(() -> behindStub(link, at, event));
        AuditLink stored = AuditLink.of(next);
        link.update(
                "INSERT INTO mc_audit (number, body, previous, hash) VALUES (?, ?, ?, ?)",
                stored.number(),
                stored.body(),
                stored.previous(),
                stored.hash());
        return next;
    }

    private static AuditRecord behindStub(Link link, Instant at, AuditEvent event) {
        return stub(link)
                .map(text -> AuditCheckpoint.parse(text).orElseThrow(() -> new StoreException("the stub is damaged")))
                .map(stub -> AuditChain.following(stub.number(), stub.head(), at, event))
                .orElseGet(() -> AuditChain.next(null, at, event));
    }

    private static AuditLink stored(Row row) {
        return new AuditLink(row.number("number"), row.bytes("body"), row.text("previous"), row.text("hash"));
    }
}
