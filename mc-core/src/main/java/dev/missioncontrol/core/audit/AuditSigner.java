package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.internal.ed25519.Ed25519;
import dev.missioncontrol.core.internal.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The Ed25519 key pair that signs an audit log: a key of its own, never the device identity.
 *
 * <p>It signs {@linkplain AuditCheckpoint checkpoints} and its own {@linkplain AuditSuccession succession}, nothing else.
 * Immutable and thread-safe; prints its public half only. Keep it with an {@code AuditSignerStore}.
 */
public final class AuditSigner {
    /** What every signed text begins with, so that no signature of this key means anything elsewhere. */
    private static final String DOMAIN = "mission-control audit 1\n";

    private final byte[] seed;
    private final byte[] rawKey;
    private final AuditKey key;

    private AuditSigner(byte[] seed) {
        this.seed = seed;
        this.rawKey = Ed25519.publicKey(seed);
        this.key = AuditKey.ofRaw(rawKey);
    }

    /** Makes a new key pair. */
    public static AuditSigner generate(SecureRandom random) {
        return new AuditSigner(Ed25519.newSeed(random));
    }

    /**
     * Restores a key pair from its 32-byte seed (RFC 8032).
     *
     * @throws IllegalArgumentException if the seed does not have 32 bytes
     */
    public static AuditSigner ofSeed(byte[] seed) {
        if (seed.length != Ed25519.SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return new AuditSigner(seed.clone());
    }

    /** The public half: what to give to whoever shall check the log. */
    public AuditKey key() {
        return key;
    }

    /** The 32-byte seed, for a store to keep and for nobody else. */
    public byte[] revealSeed() {
        return seed.clone();
    }

    /** The signature of an ASCII text, in unpadded base64url. */
    String sign(String text) {
        return Base64Url.encode(Ed25519.sign(seed, rawKey, message(text)));
    }

    /** The bytes that are signed for a text. */
    static byte[] message(String text) {
        return (DOMAIN + text).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "AuditSigner[" + key.text() + "]";
    }
}
