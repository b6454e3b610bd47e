package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.store.Tx;

/** An audit journal that can let old records go, for retention to call and nobody else. */
public interface PrunableJournal extends AuditJournal {
    /**
     * Drops the records up to the stub's number and keeps the stub in their place, in this transaction.
     *
     * <p>The numbering goes on: the next record hangs on the newest one, or on the stub if none is left.
     *
     * @throws IllegalArgumentException if the checkpoint is no {@linkplain AuditCheckpoint.Kind#STUB stub}, or the record
     *     of its number is not there, or has another hash
     * @throws IllegalStateException if the transaction is over or belongs to another store
     */
    void drop(Tx tx, AuditCheckpoint stub);
}
