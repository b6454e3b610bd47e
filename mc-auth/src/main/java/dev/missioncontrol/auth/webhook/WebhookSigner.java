package dev.missioncontrol.auth.webhook;

import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs messages that we send (Standard Webhooks, {@code v1}): id, time and raw body, so that none can be replayed or
 * changed. Immutable and thread-safe.
 */
public final class WebhookSigner {

    private final List<WebhookSecret> secrets;
    private final InstantSource clock;

    /**
     * Signs with every one of these secrets: with two while the other side changes over.
     *
     * @throws IllegalArgumentException if there is none: nothing goes out unsigned
     */
    public WebhookSigner(List<WebhookSecret> secrets, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook is signed with at least one secret");
        }
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * The three header fields of a message.
     *
     * @param id names the message, the same at each try: 1 to 128 letters, digits, underscores and hyphens
     * @param body the bytes exactly as they will be sent
     * @throws IllegalArgumentException if the id is none
     */
    public Map<String, String> headers(String id, byte[] body) {
        if (!SignedContent.isId(id)) {
            throw new IllegalArgumentException("the id of a webhook has letters, digits, underscores and hyphens");
        }
        String seconds = Long.toString(clock.instant().getEpochSecond());
        SignedContent content = new SignedContent(id, seconds, body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignedContent.ID_HEADER, id);
        headers.put(SignedContent.TIMESTAMP_HEADER, seconds);
        headers.put(SignedContent.SIGNATURE_HEADER, signatures(content));
        return headers;
    }

    private String signatures(SignedContent content) {
        return secrets.stream()
                .map(secret -> SignedContent.VERSION + Base64.getEncoder().encodeToString(content.mac(secret)))
                .collect(Collectors.joining(" "));
    }
}
