package dev.missioncontrol.core.secret;

import java.util.Objects;

/**
 * A text that must not leak: a token, a password, a key.
 *
 * <p>It prints as a fixed mask, has no {@code equals}, and compares in constant time with {@link #matches}. The one way
 * to the text is {@link #reveal()}, so that every use can be found by searching for it.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @throws IllegalArgumentException if the text is empty
     */
    public static Secret of(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(text);
    }

    /** Tells, in constant time for texts of one length, whether both secrets are the same. */
    public boolean matches(Secret other) {
        return ConstantTime.equal(text, other.text);
    }

    /** The text itself, to be put on the wire or into a hash, and nowhere else. */
    public String reveal() {
        return text;
    }

    /** A fixed mask. */
    @Override
    public String toString() {
        return "Secret[***]";
    }
}
