package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;
import java.util.Objects;

/** A transaction that runs: its records and its epoch are rows of the same commit. */
final class JdbcTx implements Tx {
    private final JdbcDatabase database;
    private final Instant now;
    private boolean raised;

    JdbcTx(JdbcDatabase database, Instant now) {
        this.database = database;
        this.now = now;
    }

    @Override
    public AuditRecord record(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        return AuditRows.append(database.writing(this), now, event);
    }

    @Override
    public Epoch revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        Link writer = database.writing(this);
        Epoch epoch = EpochRows.current(writer).next();
        EpochRows.insert(writer, new EpochEntry(epoch, revocation, now));
        raised = true;
        return epoch;
    }

    boolean raisedEpoch() {
        return raised;
    }
}
