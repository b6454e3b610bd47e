package dev.missioncontrol.auth.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is signed of a webhook: its id, its time and its raw body, joined by full stops that no id can hold. */
final class SignedContent {

    static final String ID_HEADER = "webhook-id";
    static final String TIMESTAMP_HEADER = "webhook-timestamp";
    static final String SIGNATURE_HEADER = "webhook-signature";
    static final String VERSION = "v1,";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final String timestamp;
    private final byte[] body;

    SignedContent(String id, String timestamp, byte[] body) {
        this.id = id;
        this.timestamp = timestamp;
        this.body = body;
    }

    String id() {
        return id;
    }

    String timestamp() {
        return timestamp;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isTimestamp(String text) {
        return SECONDS.matcher(text).matches();
    }

    /** HMAC-SHA256 under a secret. */
    byte[] mac(WebhookSecret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
