package dev.missioncontrol.auth.internal.kdf;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3 (RFC 9106). Thread-safe. */
public final class Argon2id {

    /** The version every stored hash carries: 0x13. */
    public static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;

    private final int memoryKib;
    private final int passes;
    private final int lanes;

    /** Of this cost. */
    public Argon2id(int memoryKib, int passes, int lanes) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
    }

    /** The tag of {@code length} bytes over a password and its salt. */
    public byte[] tag(byte[] password, byte[] salt, int length) {
        return tag(password, parameters().withSalt(salt), length);
    }

    /** The tag with the two further inputs of RFC 9106: a secret and associated data. */
    byte[] tag(byte[] password, byte[] salt, byte[] secret, byte[] associated, int length) {
        return tag(password, parameters().withSalt(salt).withSecret(secret).withAdditional(associated), length);
    }

    private Argon2Parameters.Builder parameters() {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(VERSION)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes);
    }

    private static byte[] tag(byte[] password, Argon2Parameters.Builder parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters.build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }
}
