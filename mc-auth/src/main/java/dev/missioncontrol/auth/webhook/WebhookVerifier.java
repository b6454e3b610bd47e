package dev.missioncontrol.auth.webhook;

import dev.missioncontrol.auth.webhook.WebhookVerdict.Fault;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.secret.ConstantTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Checks messages that come in to one endpoint (Standard Webhooks, {@code v1}). There is no way to switch it off.
 *
 * <p>The signature covers id, time and raw body; a time more than five minutes away, before or after, and an id that was
 * accepted before are refused. A secret belongs to one endpoint: make one verifier for each. Thread-safe as far as the
 * given memory is.
 */
public final class WebhookVerifier {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MOST_SIGNATURES = 8;
    private static final int LONGEST_BODY = 1024 * 1024;

    private final List<WebhookSecret> secrets;
    private final SeenWebhooks seen;
    private final InstantSource clock;

    /**
     * Accepts what is signed with any of these secrets.
     *
     * @throws IllegalArgumentException if there is none
     */
    public WebhookVerifier(List<WebhookSecret> secrets, SeenWebhooks seen, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("webhooks are verified with at least one secret");
        }
        this.secrets = List.copyOf(secrets);
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * Judges a message.
     *
     * @param body the bytes exactly as they came in, of at most 1 MiB
     */
    public WebhookVerdict verify(Headers headers, byte[] body) {
        if (body.length > LONGEST_BODY) {
            return new WebhookVerdict.Refused(Fault.TOO_LARGE);
        }
        Optional<String> id = headers.only(SignedContent.ID_HEADER).filter(SignedContent::isId);
        Optional<String> time = headers.only(SignedContent.TIMESTAMP_HEADER).filter(SignedContent::isTimestamp);
        Optional<String> signatures = headers.only(SignedContent.SIGNATURE_HEADER);
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return new WebhookVerdict.Refused(Fault.MALFORMED);
        }
        return judge(new SignedContent(id.get(), time.get(), body), signatures.get());
    }

    private WebhookVerdict judge(SignedContent content, String signatures) {
        Instant now = clock.instant();
        Instant sent = Instant.ofEpochSecond(Long.parseLong(content.timestamp()));
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0 && !isWithinTheSecond(sent, now)) {
            return new WebhookVerdict.Refused(Fault.TIME);
        }
        List<String> presented = Arrays.asList(signatures.split(" ", MOST_SIGNATURES + 1));
        boolean signed = presented.size() <= MOST_SIGNATURES
                && secrets.stream().map(content::mac).anyMatch(mac -> holds(presented, mac));
        if (!signed) {
            return new WebhookVerdict.Refused(Fault.SIGNATURE);
        }
        return seen.isFirst(content.id(), now, sent.plus(TOLERANCE.multipliedBy(2)))
                ? new WebhookVerdict.Accepted(content.id())
                : new WebhookVerdict.Refused(Fault.REPLAYED);
    }

    /** Times are sent in whole seconds: the fraction of ours does not count. */
    private static boolean isWithinTheSecond(Instant sent, Instant now) {
        return now.getEpochSecond() - sent.getEpochSecond() == TOLERANCE.toSeconds();
    }

    private static boolean holds(List<String> presented, byte[] mac) {
        return presented.stream()
                .filter(signature -> signature.startsWith(SignedContent.VERSION))
                .map(signature -> decoded(signature.substring(SignedContent.VERSION.length())))
                .anyMatch(bytes -> ConstantTime.equal(bytes, mac));
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
