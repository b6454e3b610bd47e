package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one configuration of the JSON reader: no duplicate names, no depth over 64, nothing behind the value. */
final class StrictJson {
    static final int MAX_DEPTH = 64;
    static final int LONGEST_DOCUMENT = 26_214_400;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(LONGEST_DOCUMENT)
                    .maxStringLength(LONGEST_DOCUMENT)
                    .maxNumberLength(100)
                    .maxNameLength(1_024)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private StrictJson() {}

    static JsonNode tree(String json) throws MalformedFrameException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new MalformedFrameException("empty JSON");
            }
            return node;
        } catch (JsonProcessingException | NumberFormatException | ArithmeticException notStrict) {
            throw new MalformedFrameException("not strict JSON");
        }
    }

    static @Nullable String textOrNull(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member != null && member.isTextual() && !member.textValue().isEmpty() ? member.textValue() : null;
    }

    static String text(JsonNode object, String name) throws MalformedFrameException {
        String text = textOrNull(object, name);
        if (text == null) {
            throw new MalformedFrameException("a text member is missing or of another type");
        }
        return text;
    }

    /** A time in milliseconds since the epoch. */
    static @Nullable Instant timeOrNull(JsonNode object, String name) {
        JsonNode member = object.path(name);
        return member.isIntegralNumber() && member.canConvertToLong() ? Instant.ofEpochMilli(member.longValue()) : null;
    }

    /** A list of texts; none when the member is missing. */
    static List<String> texts(JsonNode object, String name) throws MalformedFrameException {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : object.path(name)) {
            if (!text.isTextual()) {
                throw new MalformedFrameException("a text in a list is of another type");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    static JsonNode object(JsonNode parent, String name) throws MalformedFrameException {
        JsonNode member = parent.get(name);
        if (member == null || !member.isObject()) {
            throw new MalformedFrameException("an object member is missing or of another type");
        }
        return member;
    }
}
