package dev.missioncontrol.testkit.relay;

import java.nio.charset.StandardCharsets;

/** One WebSocket frame as it came (RFC 6455, section 5.2). */
final class Frame {
    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final int first;
    private final byte[] payload;

    Frame(int first, byte[] payload) {
        this.first = first;
        this.payload = payload;
    }

    byte[] payload() {
        return payload;
    }

    int opcode() {
        return first & 0x0f;
    }

    boolean isFinal() {
        return (first & FIN) != 0;
    }

    boolean isControl() {
        return (first & 8) != 0;
    }

    /** What a close frame says; 1005 if it says nothing. */
    Closed closed() {
        if (payload.length < 2) {
            return new Closed(1005, "");
        }
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return new Closed(((payload[0] & 0xff) << 8) | (payload[1] & 0xff), reason);
    }

    /** How a socket ended; 1006 if it did without a close frame. */
    record Closed(int code, String reason) {}
}
