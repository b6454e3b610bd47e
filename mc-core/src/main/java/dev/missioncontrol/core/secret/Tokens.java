package dev.missioncontrol.core.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Fresh random tokens. Thread-safe as far as the given source is. */
public final class Tokens {
    private final SecureRandom random;

    /** Draws from this source. */
    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** 32 random bytes as 43 characters of unpadded base64url. */
    public Secret base64Url() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32)));
    }

    /** {@code count} random bytes as lower-case hexadecimal digits. */
    public Secret hex(int count) {
        return Secret.of(HexFormat.of().formatHex(bytes(count)));
    }

    /** {@code count} random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
