package dev.missioncontrol.core.audit;

import java.util.List;
import java.util.Optional;

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

    /** The number of the newest record, or of the stub if none is left; 0 if there never was one. */
    long latest();

    /**
     * The {@linkplain AuditCheckpoint#text text} of what stands for the records that {@linkplain PrunableJournal#drop
     * retention dropped}, as it is stored: like a link, it may have been tampered with. Empty if none were dropped.
     */
    default Optional<String> stub() {
        return Optional.empty();
    }
}
