package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.Challenge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Writes the frames the relay sends by itself, as UTF-8. Thread-safe. */
public final class Answers {
    /** The id of an answer to a frame that has none. */
    public static final String NO_ID = "invalid";

    private final ObjectMapper mapper = StrictJson.mapper();

    /** A writer. */
    public Answers() {}

    /** The first frame of a connection. */
    public ByteBuffer challenge(Challenge challenge) {
        return written(out -> {
            out.writeStartObject();
            out.writeStringField("type", "event");
            out.writeStringField("event", "connect.challenge");
            out.writeObjectFieldStart("payload");
            out.writeStringField("nonce", challenge.nonce());
            out.writeNumberField("ts", challenge.issuedAtMs());
            out.writeArrayFieldStart("capabilities");
            out.writeString("model-catalog-snapshot");
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /**
     * An answer that says no.
     *
     * @param id the request's id as it was written, without quotes and with its escapes
     */
    public ByteBuffer refusal(String id, WireError error) {
        return written(out -> {
            begin(out, id, false);
            out.writeObjectFieldStart("error");
            out.writeStringField("code", error.code());
            out.writeStringField("message", error.message());
            if (!error.details().isEmpty()) {
                out.writeObjectFieldStart("details");
                writeAll(out, error.details());
                out.writeEndObject();
            }
            if (error.retryAfter() != null) {
                out.writeBooleanField("retryable", true);
                out.writeNumberField("retryAfterMs", error.retryAfter().toMillis());
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** The answer to {@code question.list} when there is nothing to be seen. */
    public ByteBuffer noQuestions(String id) {
        return written(out -> {
            begin(out, id, true);
            out.writeObjectFieldStart("payload");
            out.writeArrayFieldStart("questions");
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static void begin(JsonGenerator out, String id, boolean ok) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "res");
        out.writeFieldName("id");
        out.writeRawValue("\"" + id + "\"");
        out.writeBooleanField("ok", ok);
    }

    private static void writeAll(JsonGenerator out, Map<String, Object> members) throws IOException {
        for (Map.Entry<String, Object> member : new TreeMap<>(members).entrySet()) {
            out.writeFieldName(member.getKey());
            out.writePOJO(member.getValue());
        }
    }

    private ByteBuffer written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = mapper.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }
}
