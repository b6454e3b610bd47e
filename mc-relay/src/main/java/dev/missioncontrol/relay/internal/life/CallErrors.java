package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.relay.internal.scan.FrameScanner;
import dev.missioncontrol.relay.internal.scan.ScanFault;
import dev.missioncontrol.relay.internal.wire.WireError;
import java.time.Duration;

/** What the relay itself says to calls it does not carry. */
final class CallErrors {
    private static final Duration SOON = Duration.ofSeconds(1);

    private CallErrors() {}

    static WireError notCarried(FrameScanner frame) {
        boolean connect = frame.method().text().equals("connect");
        return WireError.of(
                        connect ? "INVALID_REQUEST" : "FORBIDDEN",
                        connect
                                ? "connect is only valid as the first request"
                                : "this method is not available through this server")
                .with("code", "RELAY_METHOD_REFUSED");
    }

    static WireError malformed(ScanFault fault) {
        return WireError.of("INVALID_REQUEST", "invalid request frame: " + fault.reason())
                .with("code", "RELAY_FRAME_REFUSED")
                .with("reason", fault.reason());
    }

    static WireError stopping() {
        return WireError.of("UNAVAILABLE", "service restart")
                .with("code", "RELAY_RESTARTING")
                .retryAfter(SOON);
    }

    static WireError busy() {
        return WireError.of("UNAVAILABLE", "too many requests at once")
                .with("code", "RELAY_UNAVAILABLE")
                .retryAfter(SOON);
    }
}
