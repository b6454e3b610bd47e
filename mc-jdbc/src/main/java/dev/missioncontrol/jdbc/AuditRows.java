package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.util.List;
import java.util.Optional;

/** Audit records as rows. */
final class AuditRows {
    private AuditRows() {}

    static Optional<AuditRecord> head(Link link) {
        return link.first("SELECT * FROM mc_audit ORDER BY number DESC LIMIT 1", AuditRows::record);
    }

    static List<AuditRecord> after(Link link, long after, int limit) {
        return link.query(
                "SELECT * FROM mc_audit WHERE number > ? ORDER BY number LIMIT ?", AuditRows::record, after, (long)
                        limit);
    }

    static long latest(Link link) {
        return link.first("SELECT coalesce(max(number), 0) AS n FROM mc_audit", row -> row.number("n"))
                .orElse(0L);
    }

    static void insert(Link link, AuditRecord record) {
        link.update(
                "INSERT INTO mc_audit (number, at_ms, body, previous, hash) VALUES (?, ?, ?, ?, ?)",
                record.number(),
                record.at().toEpochMilli(),
                AuditCodec.encode(record.number(), record.at(), record.event()),
                record.previous().hex(),
                record.hash().hex());
    }

    private static AuditRecord record(Row row) {
        long number = row.number("number");
        try {
            return new AuditRecord(
                    number,
                    row.time("at_ms"),
                    AuditCodec.decodeEvent(row.bytes("body")),
                    new Digest(row.text("previous")),
                    new Digest(row.text("hash")));
        } catch (IllegalArgumentException damaged) {
            throw new StoreException("audit record " + number + " is damaged", damaged);
        }
    }
}
