package dev.missioncontrol.auth.password;

import dev.missioncontrol.core.secret.Secret;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * What a new password must be, wherever it comes from: an account's first one, an admin's reset, one's own change, the
 * environment, the first run.
 *
 * <p>At least twelve characters, at most 1,024 bytes, no control characters, not on the blocklist, and nothing that
 * follows from the user's own name, the product's name, a repetition or the order of a keyboard. No rule about kinds of
 * characters (NIST SP 800-63B-4). Immutable.
 */
public final class PasswordRules {

    private static final int LONGEST_MINIMUM = 64;

    private final int minimum;
    private final PasswordBlocklist blocklist;

    private PasswordRules(int minimum, PasswordBlocklist blocklist) {
        this.minimum = minimum;
        this.blocklist = blocklist;
    }

    /** Twelve characters and the {@linkplain PasswordBlocklist#standard() list of this library}. */
    public static PasswordRules standard() {
        return new PasswordRules(PasswordText.FEWEST_CHARACTERS, PasswordBlocklist.standard());
    }

    /**
     * A copy that asks for so many characters (code points).
     *
     * @throws IllegalArgumentException if it is less than 12 or more than 64
     */
    public PasswordRules atLeast(int characters) {
        if (characters < PasswordText.FEWEST_CHARACTERS || characters > LONGEST_MINIMUM) {
            throw new IllegalArgumentException("the minimum length of passwords lies between 12 and 64 characters");
        }
        return new PasswordRules(characters, blocklist);
    }

    /** A copy with another blocklist in place of the present one. */
    public PasswordRules blocking(PasswordBlocklist other) {
        return new PasswordRules(minimum, Objects.requireNonNull(other, "other"));
    }

    /** The fewest characters (code points). */
    public int minimum() {
        return minimum;
    }

    /**
     * What is wrong with a new password, if anything.
     *
     * @param about names its owner goes by, which a password must not be made of
     */
    public Optional<PasswordFault> faultOf(Secret password, Collection<String> about) {
        Optional<PasswordFault> form = PasswordText.faultOf(password);
        if (form.isPresent()) {
            return form;
        }
        PasswordText text = PasswordText.read(password).orElseThrow();
        if (text.normal().codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(PasswordFault.CONTROL_CHARACTER);
        }
        if (text.length() < minimum) {
            return Optional.of(PasswordFault.BELOW_MINIMUM);
        }
        boolean common = blocklist.contains(text.normal()) || Guessable.isGuessable(text.normal(), about);
        return common ? Optional.of(PasswordFault.TOO_COMMON) : Optional.empty();
    }
}
