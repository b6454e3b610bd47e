package dev.missioncontrol.core.audit;

import java.util.List;

/** Where audit records can be read. They are written by {@link dev.missioncontrol.core.store.Tx#record}. */
public interface AuditJournal {
    /** Up to {@code limit} records whose number is above {@code after}, oldest first. */
    List<AuditRecord> read(long after, int limit);

    /** The number of the newest record, 0 if there is none. */
    long latest();
}
