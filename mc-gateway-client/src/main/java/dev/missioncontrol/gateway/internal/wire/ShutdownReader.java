package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Reads the {@code shutdown} event: a gateway that comes back says when. */
public final class ShutdownReader {
    private ShutdownReader() {}

    /** How long the gateway will be gone; empty when it stops for good or does not say. */
    public static Optional<Duration> restart(String payloadJson) {
        try {
            JsonNode expected = StrictJson.tree(payloadJson).path("restartExpectedMs");
            return expected.canConvertToLong() && expected.isIntegralNumber() && expected.longValue() >= 0
                    ? Optional.of(Duration.ofMillis(expected.longValue()))
                    : Optional.empty();
        } catch (MalformedFrameException wrong) {
            return Optional.empty();
        }
    }
}
