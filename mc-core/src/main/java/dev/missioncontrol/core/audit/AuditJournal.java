package dev.missioncontrol.core.audit;

import java.util.List;

/** Where audit records can be read. They are written by {@link dev.missioncontrol.core.store.Tx#record}. */
public interface AuditJournal {
    /**
     * Up to {@code limit} links whose number is above {@code after}, oldest first, as they are stored.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    List<AuditLink> links(long after, int limit);

    /**
     * The same links as records.
     *
     * @throws dev.missioncontrol.core.store.StoreException if one of them is damaged
     */
    default List<AuditRecord> read(long after, int limit) {
        return links(after, limit).stream().map(AuditLink::record).toList();
    }

    /** The number of the newest record, 0 if there is none. */
    long latest();
}
