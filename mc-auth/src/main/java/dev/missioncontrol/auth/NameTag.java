package dev.missioncontrol.auth;

import dev.missioncontrol.core.secret.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells tries for one unknown name from those for another without keeping the name, which may be a password typed into
 * the wrong field: the beginning of an HMAC-SHA256 whose key dies with the process.
 */
final class NameTag {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec key;

    NameTag(Tokens tokens) {
        this.key = new SecretKeySpec(tokens.bytes(KEY_BYTES), ALGORITHM);
    }

    String of(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] tag = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(tag, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
