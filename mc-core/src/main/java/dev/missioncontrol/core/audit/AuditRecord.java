package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import java.util.Objects;

/**
 * One link of the audit chain.
 *
 * @param number 1 for the first record, then without holes
 * @param at when it was written
 * @param event what happened
 * @param previous the hash of the record before, or {@link AuditChain#GENESIS}
 * @param hash the hash of this record, over all of the above
 */
public record AuditRecord(long number, Instant at, AuditEvent event, Digest previous, Digest hash) {
    public AuditRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(hash, "hash");
    }
}
