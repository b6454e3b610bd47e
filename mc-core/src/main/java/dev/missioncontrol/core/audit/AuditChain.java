package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How records hang together: each one's hash covers its number, its time, its bytes and the hash before it.
 *
 * <p>A chain shows edits, deletions, swaps and insertions. It cannot show that the newest records were cut off, or that
 * somebody with write access computed all hashes anew: keep the hash of the head somewhere else for that.
 */
public final class AuditChain {
    /** What the first record hangs on. */
    public static final Digest GENESIS = new Digest("0".repeat(64));

    private AuditChain() {}

    /** Makes the record that follows {@code previous}, or the first one. Times are kept to the millisecond. */
    public static AuditRecord next(@Nullable AuditRecord previous, Instant at, AuditEvent event) {
        long number = previous == null ? 1 : Math.addExact(previous.number(), 1);
        Digest hangsOn = previous == null ? GENESIS : previous.hash();
        Instant kept = Instant.ofEpochMilli(at.toEpochMilli());
        return new AuditRecord(number, kept, event, hangsOn, hash(number, kept, event, hangsOn));
    }

    /**
     * Checks records in the order given.
     *
     * @param from the hash the first of them must hang on: {@link #GENESIS} for a whole chain
     */
    public static AuditVerdict verify(Iterable<AuditRecord> records, Digest from) {
        Digest head = from;
        long count = 0;
        long expected = -1;
        for (AuditRecord record : records) {
            if (expected >= 0 && record.number() != expected) {
                return new AuditVerdict.Broken(record.number(), AuditVerdict.Fault.NUMBER);
            }
            if (!record.previous().equals(head)) {
                return new AuditVerdict.Broken(record.number(), AuditVerdict.Fault.PREVIOUS_HASH);
            }
            if (!hash(record.number(), record.at(), record.event(), head).equals(record.hash())) {
                return new AuditVerdict.Broken(record.number(), AuditVerdict.Fault.HASH);
            }
            head = record.hash();
            expected = record.number() + 1;
            count++;
        }
        return new AuditVerdict.Intact(count, head);
    }

    private static Digest hash(long number, Instant at, AuditEvent event, Digest previous) {
        return Digest.of(previous.bytes(), AuditCodec.encode(number, at, event));
    }
}
