package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transaction that runs: its records and its epoch are rows of the same commit. */
final class JdbcTx implements Tx {
    private final Transactions transactions;
    private final Instant now;
    private @Nullable AuditRecord newest;
    private boolean raised;

    JdbcTx(Transactions transactions, Instant now) {
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public AuditRecord record(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        AuditRecord record = AuditRows.append(transactions.writing(this), now, event);
        newest = record;
        return record;
    }

    @Override
    public Epoch revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        Link writer = transactions.writing(this);
        Epoch epoch = EpochRows.current(writer).next();
        EpochRows.insert(writer, new EpochEntry(epoch, revocation, now));
        raised = true;
        return epoch;
    }

    boolean raisedEpoch() {
        return raised;
    }

    /** How far the audit log gets with this transaction, if it recorded anything. */
    Optional<Head> newHead() {
        return Optional.ofNullable(newest)
                .map(record -> new Head(record.number(), record.hash().hex()));
    }
}
