package dev.missioncontrol.gateway.netty;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a peer says when it closes (RFC 6455, sections 5.5.1 and 7.4).
 *
 * @param code the close code, 1005 when the frame has none
 * @param reason a text for people
 */
record CloseFrame(int code, String reason) {
    private static final int NO_CODE = 1005;
    private static final int LAST_CODE = 4999;

    /** Reads the payload of a close frame; empty for half a code, one that may not be sent, or bad UTF-8. */
    static Optional<CloseFrame> read(byte[] body) {
        if (body.length == 0) {
            return Optional.of(new CloseFrame(NO_CODE, ""));
        }
        if (body.length == 1) {
            return Optional.empty();
        }
        int code = ((body[0] & 0xff) << 8) | (body[1] & 0xff);
        try {
            ByteBuffer text = ByteBuffer.wrap(body, 2, body.length - 2);
            String reason = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
            return maySend(code) ? Optional.of(new CloseFrame(code, reason)) : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean maySend(int code) {
        return WebSocketCloseStatus.isValidStatusCode(code) && code <= LAST_CODE;
    }
}
