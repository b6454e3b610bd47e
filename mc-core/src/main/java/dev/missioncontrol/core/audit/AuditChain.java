package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return previous == null
                ? following(0, GENESIS, at, event)
                : following(previous.number(), previous.hash(), at, event);
    }

    /**
     * Makes the record that follows the one of this number and hash; 0 and {@link #GENESIS} make the first one. Times
     * are kept to the millisecond.
     */
    public static AuditRecord following(long before, Digest hangsOn, Instant at, AuditEvent event) {
        long number = Math.addExact(before, 1);
        Instant kept = Instant.ofEpochMilli(at.toEpochMilli());
        Digest hash = hash(hangsOn, AuditCodec.encode(number, kept, event));
        return new AuditRecord(number, kept, event, hangsOn, hash);
    }

    /**
     * Checks records in the order given, as if they were stored.
     *
     * @param from the hash the first of them must hang on: {@link #GENESIS} for a whole chain
     */
    public static AuditVerdict verify(Iterable<AuditRecord> records, Digest from) {
        List<AuditLink> links = new ArrayList<>();
        records.forEach(record -> links.add(AuditLink.of(record)));
        return verifyLinks(links, from);
    }

    /**
     * Checks stored links in the order given, over the bytes as they were written.
     *
     * @param from the hash the first of them must hang on: {@link #GENESIS} for a whole chain
     */
    public static AuditVerdict verifyLinks(Iterable<AuditLink> links, Digest from) {
        Digest head = from;
        long count = 0;
        long expected = -1;
        for (AuditLink link : links) {
            Digest hash = hash(head, link.body());
            Optional<AuditVerdict.Fault> fault = fault(link, expected, head, hash);
            if (fault.isPresent()) {
                return new AuditVerdict.Broken(link.number(), fault.get());
            }
            head = hash;
            expected = link.number() + 1;
            count++;
        }
        return new AuditVerdict.Intact(count, head);
    }

    private static Optional<AuditVerdict.Fault> fault(AuditLink link, long expected, Digest head, Digest hash) {
        if (expected >= 0 && link.number() != expected) {
            return Optional.of(AuditVerdict.Fault.NUMBER);
        }
        if (!link.previous().equals(head.hex())) {
            return Optional.of(AuditVerdict.Fault.PREVIOUS_HASH);
        }
        if (!link.hash().equals(hash.hex())) {
            return Optional.of(AuditVerdict.Fault.HASH);
        }
        return AuditCodec.isNumbered(link.number(), link.body())
                ? Optional.empty()
                : Optional.of(AuditVerdict.Fault.NUMBER);
    }

    private static Digest hash(Digest previous, byte[] body) {
        return Digest.of(previous.bytes(), body);
    }
}
