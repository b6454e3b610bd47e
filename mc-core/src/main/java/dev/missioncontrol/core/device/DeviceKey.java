package dev.missioncontrol.core.device;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.internal.ed25519.Ed25519;
import dev.missioncontrol.core.internal.text.Base64Url;
import dev.missioncontrol.core.secret.Digest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The public half of a device's Ed25519 key: 32 raw bytes, canonical, of the prime-order group.
 *
 * <p>Small-order, mixed-order and non-canonical keys cannot become a value of this type (RFC 8032, section 5.1.3).
 */
public final class DeviceKey {
    private final byte[] raw;
    private final DeviceId id;

    private DeviceKey(byte[] raw) {
        this.raw = raw;
        this.id = new DeviceId(Digest.of(raw).hex());
    }

    /**
     * Takes raw bytes.
     *
     * @throws IllegalArgumentException if they are not a strict Ed25519 public key
     */
    public static DeviceKey ofRaw(byte[] raw) {
        if (!Ed25519.isStrictKey(raw)) {
            throw new IllegalArgumentException("not a canonical Ed25519 public key of the prime-order group");
        }
        return new DeviceKey(raw.clone());
    }

    /** Reads the wire form, unpadded base64url; empty if it is anything else. */
    public static Optional<DeviceKey> parse(String text) {
        return Base64Url.decode(text, Ed25519.KEY_BYTES)
                .filter(Ed25519::isStrictKey)
                .map(DeviceKey::new);
    }

    /** The fingerprint of this key. */
    public DeviceId id() {
        return id;
    }

    /** The wire form: unpadded base64url of the raw bytes. */
    public String text() {
        return Base64Url.encode(raw);
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verify(raw, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "DeviceKey[" + id.shortForm() + "]";
    }
}
