package dev.missioncontrol.core.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * The stable name of a signed-in person or service.
 *
 * @param value 1 to 128 printable characters without white space at either end; compared exactly
 */
public record UserId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is empty, too long, padded, or holds a control character
     */
    public UserId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.length() > 128 || !value.strip().equals(value)) {
            throw new IllegalArgumentException("a user id has 1 to 128 characters and no white space at its ends");
        }
        if (value.codePoints().anyMatch(UserId::isForbidden)) {
            throw new IllegalArgumentException("a user id holds no control character and no lone surrogate");
        }
    }

    /** Reads a user id; empty if the text is none. */
    public static Optional<UserId> parse(String text) {
        try {
            return Optional.of(new UserId(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    @Override
    public String toString() {
        return value;
    }
}
