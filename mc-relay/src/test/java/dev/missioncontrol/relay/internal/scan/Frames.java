package dev.missioncontrol.relay.internal.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Feeds whole and cut frames to a scanner. */
final class Frames {
    private Frames() {}

    static String request(String members) {
        return "{\"type\":\"req\",\"id\":\"1\",\"method\":\"health\"" + members + "}";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable ScanFault scan(FrameScanner scanner, byte[] frame, int... cuts) {
        scanner.begin();
        int from = 0;
        for (int cut : cuts) {
            ScanFault fault = scanner.scan(ByteBuffer.wrap(frame, from, cut - from));
            if (fault != null) {
                return fault;
            }
            from = cut;
        }
        ScanFault fault = scanner.scan(ByteBuffer.wrap(frame, from, frame.length - from));
        return fault == null ? scanner.finish() : fault;
    }
}
