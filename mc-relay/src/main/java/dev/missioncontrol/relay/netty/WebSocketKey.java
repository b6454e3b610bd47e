package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The opening handshake's question and answer (RFC 6455, sections 4.2.1 and 4.2.2). */
final class WebSocketKey {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketKey() {}

    /** The value of Sec-WebSocket-Accept; empty if the request is no WebSocket handshake of version 13. */
    static Optional<String> accept(RequestFacts request) {
        Headers headers = request.headers();
        boolean handshake = request.method().equals("GET")
                && hasToken(headers, "upgrade", "websocket")
                && hasToken(headers, "connection", "upgrade")
                && headers.only("sec-websocket-version").filter("13"::equals).isPresent();
        return handshake
                ? headers.only("sec-websocket-key").filter(WebSocketKey::isKey).map(WebSocketKey::answer)
                : Optional.empty();
    }

    private static boolean hasToken(Headers headers, String field, String token) {
        return headers.all(field).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String answer(String key) {
        byte[] digest = sha1().digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
