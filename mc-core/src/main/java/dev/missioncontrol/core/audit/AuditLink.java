package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.util.Objects;

/**
 * One record of the audit chain as it is stored: the bytes that were hashed when it was written, with the hashes beside
 * them. A stored link may have been tampered with: nothing about it is true before {@link AuditChain#verifyLinks}.
 */
public final class AuditLink {
    private final long number;
    private final byte[] body;
    private final String previous;
    private final String hash;

    /**
     * A link as a store holds it.
     *
     * @param number its number in the store
     * @param body the bytes that were hashed
     * @param previous the hash of the record before, in hexadecimal digits
     * @param hash its own hash, in hexadecimal digits
     */
    public AuditLink(long number, byte[] body, String previous, String hash) {
        this.number = number;
        this.body = body.clone();
        this.previous = Objects.requireNonNull(previous, "previous");
        this.hash = Objects.requireNonNull(hash, "hash");
    }

    /** A record as it has to be stored. */
    public static AuditLink of(AuditRecord record) {
        return new AuditLink(
                record.number(),
                AuditCodec.encode(record.number(), record.at(), record.event()),
                record.previous().hex(),
                record.hash().hex());
    }

    /** Its number in the store. */
    public long number() {
        return number;
    }

    /** The bytes that were hashed. */
    public byte[] body() {
        return body.clone();
    }

    /** What stands in the store as the hash of the record before. */
    public String previous() {
        return previous;
    }

    /** What stands in the store as its own hash. */
    public String hash() {
        return hash;
    }

    /**
     * Reads the record.
     *
     * @throws StoreException if the link is damaged
     */
    public AuditRecord record() {
        try {
            return AuditCodec.decode(number, body, new Digest(previous), new Digest(hash));
        } catch (IllegalArgumentException damaged) {
            throw new StoreException("audit record " + number + " is damaged", damaged);
        }
    }

    @Override
    public String toString() {
        return "AuditLink[" + number + "]";
    }
}
