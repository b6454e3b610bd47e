package dev.missioncontrol.auth.password;

import dev.missioncontrol.core.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The one rule from typed text to hashed bytes: well-formed, at most 1,024 bytes as typed, then RFC 8265's OpaqueString
 * (every space is U+0020, Unicode NFC), then UTF-8. Nothing is trimmed, folded or cut.
 */
final class PasswordText {

    static final int FEWEST_CHARACTERS = 12;

    private static final int MOST_BYTES = 1_024;

    private final byte[] verbatim;
    private final String normal;

    private PasswordText(byte[] verbatim, String normal) {
        this.verbatim = verbatim;
        this.normal = normal;
    }

    /** What was typed; empty for a text no password can be, which costs no hash. */
    static Optional<PasswordText> read(Secret password) {
        return formFaultOf(password).isPresent() ? Optional.empty() : Optional.of(of(password.reveal()));
    }

    /** Why no password can be this text, old or new, if it cannot. */
    static Optional<PasswordFault> formFaultOf(Secret password) {
        return faultOf(password, 0);
    }

    /** What is wrong with a new password, if anything. Characters are code points after normalisation. */
    static Optional<PasswordFault> faultOf(Secret password) {
        return faultOf(password, FEWEST_CHARACTERS);
    }

    /** The number of characters after normalisation. */
    int length() {
        return normal.codePointCount(0, normal.length());
    }

    /** The text after normalisation. */
    String normal() {
        return normal;
    }

    /** The bytes to hash. */
    byte[] bytes() {
        return normal.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes as they were typed, for hashes that were made elsewhere without any rule. */
    byte[] verbatim() {
        return verbatim.clone();
    }

    private static Optional<PasswordFault> faultOf(Secret password, int fewest) {
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
        return of(typed).length() < fewest ? Optional.of(PasswordFault.TOO_SHORT) : Optional.empty();
    }

    private static PasswordText of(String typed) {
        StringBuilder spaced = new StringBuilder(typed.length());
        typed.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(spaced::appendCodePoint);
        return new PasswordText(
                typed.getBytes(StandardCharsets.UTF_8), Normalizer.normalize(spaced, Normalizer.Form.NFC));
    }

    private static Optional<ByteBuffer> utf8(String text) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException loneSurrogate) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "PasswordText[***]";
    }
}
