package dev.missioncontrol.core.store;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.Revocation;

/**
 * A running transaction. Every writing method of a store asks for one, so an effect cannot be written outside, and the
 * audit record goes with it: no record, no effect.
 *
 * <p>Good for the thread and the duration of {@link UnitOfWork#commit}; a store refuses one that is over or foreign.
 */
public interface Tx {
    /** Appends a record to the audit chain. */
    AuditRecord record(AuditEvent event);

    /** Raises the epoch for a revocation. */
    Epoch revoke(Revocation revocation);
}
