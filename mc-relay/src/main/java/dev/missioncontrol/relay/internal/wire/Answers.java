package dev.missioncontrol.relay.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.Challenge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
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

    /**
     * An answer that says yes.
     *
     * @param payload texts, booleans, whole numbers, and lists and maps of them, in the order they are to be written
     */
    public ByteBuffer done(String id, Map<String, ?> payload) {
        return written(out -> {
            begin(out, id, true);
            out.writeFieldName("payload");
            writeValue(out, payload);
            out.writeEndObject();
        });
    }

    /** An event of the relay's own. It has no {@code seq}: that counts what the gateway sends. */
    public ByteBuffer event(String name, Map<String, ?> payload) {
        return written(out -> {
            out.writeStartObject();
            out.writeStringField("type", "event");
            out.writeStringField("event", name);
            out.writeFieldName("payload");
            writeValue(out, payload);
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
            writeValue(out, member.getValue());
        }
    }

    private static void writeValue(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                writeValue(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                writeValue(out, item);
            }
            out.writeEndArray();
        } else {
            writeScalar(out, value);
        }
    }

    private static void writeScalar(JsonGenerator out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            throw new IllegalArgumentException("not a value of an answer: " + value.getClass());
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
