package dev.missioncontrol.core.device;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.internal.ed25519.Ed25519;
import dev.missioncontrol.core.internal.text.Base64Url;
import java.security.SecureRandom;

/**
 * A device's own Ed25519 key pair.
 *
 * <p>It signs connect payloads and nothing else. Immutable and thread-safe; prints its fingerprint only.
 */
public final class DeviceIdentity {
    private final byte[] seed;
    private final byte[] rawKey;
    private final DeviceKey key;

    private DeviceIdentity(byte[] seed) {
        this.seed = seed;
        this.rawKey = Ed25519.publicKey(seed);
        this.key = DeviceKey.ofRaw(rawKey);
    }

    /** Makes a new key pair. A new identity must be paired anew: keep it with a {@code DeviceIdentityStore}. */
    public static DeviceIdentity generate(SecureRandom random) {
        return new DeviceIdentity(Ed25519.newSeed(random));
    }

    /**
     * Restores a key pair from its 32-byte seed (RFC 8032).
     *
     * @throws IllegalArgumentException if the seed does not have 32 bytes
     */
    public static DeviceIdentity ofSeed(byte[] seed) {
        if (seed.length != Ed25519.SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return new DeviceIdentity(seed.clone());
    }

    /** The public half. */
    public DeviceKey key() {
        return key;
    }

    /** The fingerprint of the public half. */
    public DeviceId id() {
        return key.id();
    }

    /** Signs {@code claims} over the gateway's challenge, with the challenge's own time. */
    public DeviceProof sign(ConnectClaims claims, Challenge challenge, PayloadVersion version) {
        byte[] payload = claims.payload(version, id(), challenge.issuedAtMs(), challenge.nonce());
        String signature = Base64Url.encode(Ed25519.sign(seed, rawKey, payload));
        return new DeviceProof(id().value(), key.text(), signature, challenge.issuedAtMs(), challenge.nonce());
    }

    /** The 32-byte seed, for a store to keep and for nobody else. */
    public byte[] revealSeed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "DeviceIdentity[" + id().shortForm() + "]";
    }
}
