package dev.missioncontrol.auth.password;

import dev.missioncontrol.core.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first admin's password as the environment gives it: {@code AUTH_PASS_B64} if it is sound, else {@code AUTH_PASS}.
 *
 * <p>{@code AUTH_PASS_B64} is standard base64 with padding over UTF-8, white space around it aside; it exists because a
 * {@code #} cuts an unquoted value in a {@code .env} file. An empty variable says as much as none. The password obeys
 * {@link PasswordRules} like every other one. Messages never hold a value.
 */
public sealed interface SeedPassword {

    /** It can be used. */
    record Given(Secret password) implements SeedPassword {}

    /** The environment says nothing. */
    record Absent() implements SeedPassword {}

    /** It cannot be used, and the start should fail; {@code message} names the variable and what to do. */
    record Refused(String message) implements SeedPassword {}

    /** The name of the plain variable. */
    String PLAIN = "AUTH_PASS";

    /** The name of the encoded variable. */
    String ENCODED = "AUTH_PASS_B64";

    /** Reads the two variables by the standard rules. */
    static SeedPassword of(Map<String, String> environment) {
        return of(environment, PasswordRules.standard(), List.of());
    }

    /**
     * Reads the two variables.
     *
     * @param about names the first admin goes by, which a password must not be made of
     */
    static SeedPassword of(Map<String, String> environment, PasswordRules rules, List<String> about) {
        Optional<String> encoded = Optional.ofNullable(environment.get(ENCODED)).filter(text -> !text.isBlank());
        Optional<String> decoded = encoded.flatMap(SeedPassword::decoded);
        if (decoded.isPresent()) {
            return judged(ENCODED, decoded.get(), rules, about);
        }
        String plain = environment.getOrDefault(PLAIN, "");
        if (!plain.isEmpty()) {
            return judged(PLAIN, plain, rules, about);
        }
        return encoded.isEmpty()
                ? new Absent()
                : new Refused(
                        ENCODED + " is not base64 of a text: use what `printf %s 'the password' | base64` prints");
    }

    private static SeedPassword judged(String variable, String text, PasswordRules rules, List<String> about) {
        Secret password = Secret.of(text);
        Optional<PasswordFault> fault = rules.faultOf(password, about);
        return fault.<SeedPassword>map(why -> new Refused(variable + ": " + why.message() + hint(variable, why)))
                .orElseGet(() -> new Given(password));
    }

    private static String hint(String variable, PasswordFault fault) {
        boolean perhapsCut = variable.equals(PLAIN) && fault == PasswordFault.TOO_SHORT;
        return perhapsCut ? ". A # cuts an unquoted value in a .env file: quote it, or use " + ENCODED : "";
    }

    /** Strictly: the alphabet with its padding and no spare bits, and well-formed UTF-8 that is not empty. */
    private static Optional<String> decoded(String text) {
        String trimmed = text.strip();
        try {
            byte[] bytes = Base64.getDecoder().decode(trimmed);
            boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(trimmed);
            String password = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return canonical && !password.isEmpty() ? Optional.of(password) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
