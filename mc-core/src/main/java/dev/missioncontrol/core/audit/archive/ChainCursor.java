package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditChain;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditCodec;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditLink;
import dev.missioncontrol.core.audit.AuditSuccession;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A place in the chain that moves on record by record: the last number and hash, and the key in force there. */
final class ChainCursor {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha256;
    private long number;
    private byte[] head;
    private AuditKey key;

    /** Behind the record of this number and hash. */
    ChainCursor(long number, Digest head, AuditKey key) {
        this.number = number;
        this.head = head.bytes();
        this.key = key;
        this.sha256 = sha256();
    }

    /** Before the first record. */
    static ChainCursor start(AuditKey key) {
        return new ChainCursor(0, AuditChain.GENESIS, key);
    }

    /** Behind a checkpoint. */
    static ChainCursor behind(AuditCheckpoint checkpoint) {
        return new ChainCursor(checkpoint.number(), checkpoint.head(), checkpoint.key());
    }

    long number() {
        return number;
    }

    long expected() {
        return number + 1;
    }

    Digest head() {
        return new Digest(HEX.formatHex(head));
    }

    AuditKey key() {
        return key;
    }

    /** The hash of these bytes in the next place. */
    byte[] hash(byte[] body) {
        sha256.update(head);
        return sha256.digest(body);
    }

    /** Moves behind a record whose hash was found right; false if it hands over to a key without right. */
    boolean advance(byte[] body, byte[] hash) {
        if (AuditCodec.isAbout(AuditAction.AUDIT_KEY_ROTATED, body) && !handOver(body, hash)) {
            return false;
        }
        number++;
        head = hash;
        return true;
    }

    private boolean handOver(byte[] body, byte[] hash) {
        Optional<AuditSuccession> succession = succession(body, hash).filter(statement -> statement.isSignedBy(key));
        succession.ifPresent(statement -> key = statement.to());
        return succession.isPresent();
    }

    private Optional<AuditSuccession> succession(byte[] body, byte[] hash) {
        try {
            AuditLink link = new AuditLink(expected(), body, HEX.formatHex(head), HEX.formatHex(hash));
            return AuditSuccession.read(link.record().event());
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
