package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.internal.ed25519.Ed25519;
import dev.missioncontrol.core.internal.text.Base64Url;
import java.util.Arrays;
import java.util.Optional;

/**
 * The public half of the Ed25519 key that signs an audit log: what somebody needs, besides the segments, to check them.
 *
 * <p>32 raw bytes, canonical, of the prime-order group (RFC 8032, section 5.1.3). Immutable.
 */
public final class AuditKey {
    private final byte[] raw;

    private AuditKey(byte[] raw) {
        this.raw = raw;
    }

    /**
     * Takes raw bytes.
     *
     * @throws IllegalArgumentException if they are not a strict Ed25519 public key
     */
    public static AuditKey ofRaw(byte[] raw) {
        if (!Ed25519.isStrictKey(raw)) {
            throw new IllegalArgumentException("not a canonical Ed25519 public key of the prime-order group");
        }
        return new AuditKey(raw.clone());
    }

    /** Reads {@link #text}, exactly; empty if it is anything else. */
    public static Optional<AuditKey> parse(String text) {
        return Base64Url.decode(text, Ed25519.KEY_BYTES)
                .filter(Ed25519::isStrictKey)
                .map(AuditKey::new);
    }

    /** The raw bytes in unpadded base64url: 43 characters. */
    public String text() {
        return Base64Url.encode(raw);
    }

    /** Tells whether this key made the signature, given in unpadded base64url. */
    boolean verifies(byte[] message, String signature) {
        return Base64Url.decode(signature, Ed25519.SIGNATURE_BYTES)
                .filter(bytes -> Ed25519.verify(raw, message, bytes))
                .isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "AuditKey[" + text() + "]";
    }
}
