package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed statement about the chain: the record of this number has this hash, and so everything before it is what it
 * was.
 *
 * <p>A checkpoint read from a file or a table says nothing before {@link #isSignedBy} was asked with a trusted key.
 *
 * @param kind what it stands for
 * @param number the last record it covers, from 1 on
 * @param head the hash of that record
 * @param count how many records it stands for, from 1 on
 * @param at when it was signed, to the millisecond, not before 1970
 * @param key the key it claims to be signed by
 * @param signature the signature in unpadded base64url
 */
public record AuditCheckpoint(
        Kind kind, long number, Digest head, long count, Instant at, AuditKey key, String signature) {
    private static final String COUNTED = "[1-9][0-9]{0,17}";
    private static final Pattern FORM = Pattern.compile("checkpoint (?<kind>segment|stub) (?<number>" + COUNTED
            + ") (?<head>[0-9a-f]{64}) (?<count>" + COUNTED + ") (?<at>0|" + COUNTED + ")\n"
            + "key (?<key>[A-Za-z0-9_-]{43})\n"
            + "signature (?<signature>[A-Za-z0-9_-]{86})\n");

    /** What a checkpoint stands for. */
    public enum Kind {
        /** The records of one exported segment. */
        SEGMENT("segment"),
        /** All records up to its number, which retention dropped from the store. */
        STUB("stub");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    public AuditCheckpoint {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(signature, "signature");
        at = Instant.ofEpochMilli(at.toEpochMilli());
        if (number < 1 || count < 1 || count > number || at.toEpochMilli() < 0) {
            throw new IllegalArgumentException("a checkpoint counts from 1, and its time from 1970");
        }
    }

    /** Signs a statement. */
    public static AuditCheckpoint sign(
            AuditSigner signer, Kind kind, long number, Digest head, long count, Instant at) {
        AuditCheckpoint unsigned = new AuditCheckpoint(kind, number, head, count, at, signer.key(), "");
        String signature = signer.sign(unsigned.statement());
        return new AuditCheckpoint(kind, number, head, count, at, signer.key(), signature);
    }

    /** Reads {@link #text}, exactly; empty if it is anything else. The signature is not checked. */
    public static Optional<AuditCheckpoint> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(form.group("number"));
        long count = Long.parseLong(form.group("count"));
        return count > number
                ? Optional.empty()
                : AuditKey.parse(form.group("key"))
                        .map(key -> new AuditCheckpoint(
                                form.group("kind").equals(Kind.STUB.wireName) ? Kind.STUB : Kind.SEGMENT,
                                number,
                                new Digest(form.group("head")),
                                count,
                                Instant.ofEpochMilli(Long.parseLong(form.group("at"))),
                                key,
                                form.group("signature")));
    }

    /** Tells whether the key it names is the trusted one and made the signature. */
    public boolean isSignedBy(AuditKey trusted) {
        return key.equals(trusted) && trusted.verifies(AuditSigner.message(statement()), signature);
    }

    /** Its one spelling: three ASCII lines, the first two of which are signed. */
    public String text() {
        return statement() + "signature " + signature + "\n";
    }

    private String statement() {
        return "checkpoint " + kind.wireName + " " + number + " " + head.hex() + " " + count + " " + at.toEpochMilli()
                + "\nkey " + key.text() + "\n";
    }
}
