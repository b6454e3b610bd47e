package dev.missioncontrol.auth.webhook;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import java.util.Base64;

/**
 * What a sender and a receiver of webhooks share: 24 to 64 random bytes, written as base64 behind {@code whsec_}
 * (Standard Webhooks). It prints as a mask.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int FRESH_BYTES = 32;

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a secret, with or without its prefix.
     *
     * @throws IllegalArgumentException if it is not base64 with padding of 24 to 64 bytes; the message holds none of it
     */
    public static WebhookSecret of(Secret text) {
        String typed = text.reveal();
        String base64 = typed.startsWith(PREFIX) ? typed.substring(PREFIX.length()) : typed;
        byte[] bytes = decoded(base64);
        boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(base64);
        if (!canonical || bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a webhook secret is base64 of 24 to 64 bytes");
        }
        return new WebhookSecret(bytes);
    }

    /** A fresh one. */
    public static WebhookSecret fresh(Tokens tokens) {
        return new WebhookSecret(tokens.bytes(FRESH_BYTES));
    }

    /** The text to hand to the other side, once. */
    public Secret text() {
        return Secret.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** A fixed mask. */
    @Override
    public String toString() {
        return "WebhookSecret[***]";
    }
}
