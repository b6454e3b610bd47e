package dev.missioncontrol.core.internal.ed25519;

import java.security.SecureRandom;

/**
 * Ed25519 by RFC 8032 with one strict verdict on every JDK: a signature has 64 bytes, S is below the group order, R and
 * A are canonical, and A generates the prime-order group (so no small-order key).
 */
public final class Ed25519 {
    /** Bytes of a seed. */
    public static final int SEED_BYTES = 32;
    /** Bytes of a public key. */
    public static final int KEY_BYTES = 32;
    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    /** A fresh seed. */
    public static byte[] newSeed(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return seed;
    }

    /** The public key of a seed. */
    public static byte[] publicKey(byte[] seed) {
        byte[] key = new byte[KEY_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }

    /** Tells whether this is a canonical point of the prime-order group. */
    public static boolean isStrictKey(byte[] key) {
        return key.length == KEY_BYTES && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(key, 0);
    }

    /** Signs a message. */
    public static byte[] sign(byte[] seed, byte[] publicKey, byte[] message) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Verifies a signature under a key that passed {@link #isStrictKey}. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature, 0, publicKey, 0, message, 0, message.length);
    }
}
