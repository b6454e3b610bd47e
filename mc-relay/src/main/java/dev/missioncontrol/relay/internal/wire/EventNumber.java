package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes an event that means nothing and has another one's number. Thread-safe. */
public final class EventNumber {
    private final ObjectMapper mapper = StrictJson.mapper();

    /** A maker. */
    public EventNumber() {}

    /**
     * The harmless event with the number of this one; empty if it has none, and so leaves no hole.
     *
     * @param event the whole frame of the gateway
     */
    public Optional<ByteBuffer> harmless(byte[] event) {
        try {
            JsonNode seq = mapper.readTree(event).path("seq");
            return seq.isIntegralNumber() ? Optional.of(tick(seq.asText())) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static ByteBuffer tick(String seq) {
        String frame = "{\"type\":\"event\",\"event\":\"tick\",\"payload\":{},\"seq\":" + seq + "}";
        return ByteBuffer.wrap(frame.getBytes(StandardCharsets.US_ASCII));
    }
}
