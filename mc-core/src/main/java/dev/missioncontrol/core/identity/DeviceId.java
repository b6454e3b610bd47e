package dev.missioncontrol.core.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fingerprint of a device key.
 *
 * @param value lower-case hexadecimal SHA-256 of the 32 raw public key bytes: 64 characters
 */
public record DeviceId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not 64 lower-case hexadecimal digits
     */
    public DeviceId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a device id is 64 lower-case hexadecimal digits");
        }
    }

    /** Reads a device id; empty if the text is not one. */
    public static Optional<DeviceId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    /** The first eight digits, for people to tell devices apart. */
    public String shortForm() {
        return value.substring(0, 8);
    }

    @Override
    public String toString() {
        return value;
    }
}
