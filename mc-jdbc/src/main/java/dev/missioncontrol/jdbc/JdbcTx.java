package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;

/** A transaction that runs: its records and its epoch are rows of the same commit. */
final class JdbcTx implements Tx {
    private final Link writer;
    private final Instant now;
    private boolean raised;

    JdbcTx(Link writer, Instant now) {
        this.writer = writer;
        this.now = now;
    }

    @Override
    public AuditRecord record(AuditEvent event) {
        AuditRecord next = AuditChain.next(AuditRows.head(writer).orElse(null), now, event);
        AuditRows.insert(writer, next);
        return next;
    }

    @Override
    public Epoch revoke(Revocation revocation) {
        Epoch epoch = EpochRows.current(writer).next();
        EpochRows.insert(writer, new EpochEntry(epoch, revocation, now));
        raised = true;
        return epoch;
    }

    boolean raisedEpoch() {
        return raised;
    }
}
