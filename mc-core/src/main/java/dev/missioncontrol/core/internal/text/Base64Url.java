package dev.missioncontrol.core.internal.text;

import java.util.Base64;
import java.util.Optional;

/** Unpadded base64url with exactly one spelling for each value: what the JDK decodes leniently is refused here. */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    /** The one spelling of these bytes. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The {@code length} bytes that this is the one spelling of; empty if it is anything else. */
    public static Optional<byte[]> decode(String text, int length) {
        return text.length() == (length * 8 + 5) / 6 ? decode(text) : Optional.empty();
    }

    /** The bytes that this is the one spelling of; empty if it is anything else. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
