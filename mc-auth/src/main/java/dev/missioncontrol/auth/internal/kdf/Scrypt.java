package dev.missioncontrol.auth.internal.kdf;

import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914) with blocks of eight and no parallelism. Thread-safe. */
public final class Scrypt {

    private static final int BLOCK = 8;
    private static final int PARALLEL = 1;

    private final int cost;

    /** Of this cost N, a power of two: it takes one KiB of memory for each. */
    public Scrypt(int cost) {
        this.cost = cost;
    }

    /** The key of {@code length} bytes over a password and its salt. */
    public byte[] key(byte[] password, byte[] salt, int length) {
        return SCrypt.generate(password, salt, cost, BLOCK, PARALLEL, length);
    }
}
