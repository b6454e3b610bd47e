package dev.missioncontrol.auth.password;

import dev.missioncontrol.core.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The one rule from typed text to hashed bytes: well-formed, at most 1,024 bytes as typed, then Unicode NFC, then UTF-8.
 * Nothing is trimmed, folded or cut.
 */
final class PasswordText {

    static final int FEWEST_CHARACTERS = 12;

    private static final int MOST_BYTES = 1_024;

    private PasswordText() {}

    /** What is wrong with a new password, if anything. Characters are code points after normalisation. */
    static Optional<PasswordFault> faultOf(Secret password) {
        String typed = password.reveal();
        if (typed.length() > MOST_BYTES) {
            return Optional.of(PasswordFault.TOO_LONG);
        }
        Optional<ByteBuffer> asTyped = utf8(typed);
        if (asTyped.isEmpty()) {
            return Optional.of(PasswordFault.MALFORMED);
        }
        if (asTyped.get().remaining() > MOST_BYTES) {
            return Optional.of(PasswordFault.TOO_LONG);
        }
        String normal = normal(typed);
        return normal.codePointCount(0, normal.length()) < FEWEST_CHARACTERS
                ? Optional.of(PasswordFault.TOO_SHORT)
                : Optional.empty();
    }

    /** The bytes to hash; empty for a text no password can be, which costs no hash. */
    static Optional<byte[]> bytes(Secret password) {
        String typed = password.reveal();
        boolean possible = typed.length() <= MOST_BYTES
                && utf8(typed).filter(b -> b.remaining() <= MOST_BYTES).isPresent();
        return possible ? utf8(normal(typed)).map(PasswordText::copy) : Optional.empty();
    }

    private static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    private static Optional<ByteBuffer> utf8(String text) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException loneSurrogate) {
            return Optional.empty();
        }
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
