package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.Optional;

/** Which protocol ranges are spoken here: those that contain 4; probes and nodes may still be at 3. */
final class ProtocolRule {
    private static final int SPOKEN = 4;
    private static final int OLDEST = 3;
    private static final int PROTOCOL_ERROR = 1002;

    private ProtocolRule() {}

    static Optional<Refusal> refusal(ConnectRequest request) {
        return isSpoken(request) ? Optional.empty() : Optional.of(mismatch(request));
    }

    private static boolean isSpoken(ConnectRequest request) {
        long min = request.minProtocol();
        long max = request.maxProtocol();
        String mode = request.client().clientMode();
        return (min <= SPOKEN && max >= SPOKEN)
                || (mode.equals("probe") && max >= OLDEST && min <= SPOKEN)
                || (mode.equals("node") && request.isNode() && max >= OLDEST && min <= OLDEST);
    }

    private static Refusal mismatch(ConnectRequest request) {
        JsonObject details = new JsonObject()
                .with("code", "PROTOCOL_MISMATCH")
                .with("clientMinProtocol", request.minProtocol())
                .with("clientMaxProtocol", request.maxProtocol())
                .with("expectedProtocol", SPOKEN)
                .with("minimumProbeProtocol", OLDEST);
        return new Refusal(
                "INVALID_REQUEST", "protocol 4 is spoken here", details, PROTOCOL_ERROR, "protocol mismatch");
    }
}
