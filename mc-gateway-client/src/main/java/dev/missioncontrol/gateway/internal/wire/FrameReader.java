package dev.missioncontrol.gateway.internal.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads one frame in one pass. Payloads are cut out as text, so that no tree is built of them. */
public final class FrameReader {
    /** 2^53: the last whole number that all JSON readers tell from the next. */
    private static final long LAST_SEQ = 1L << 53;

    private final String text;
    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String event;
    private @Nullable String payload;
    private @Nullable String error;
    private @Nullable Boolean ok;
    private long seq;

    private FrameReader(String text) {
        this.text = text;
    }

    /** Reads a frame; what the protocol does not allow becomes {@link Frame.Malformed}. */
    public static Frame read(String text) {
        try (JsonParser parser = StrictJson.FACTORY.createParser(text.toCharArray())) {
            FrameReader reader = new FrameReader(text);
            reader.readMembers(parser);
            return reader.frame();
        } catch (MalformedFrameException wrong) {
            return new Frame.Malformed(String.valueOf(wrong.getMessage()));
        } catch (IOException notStrict) {
            return new Frame.Malformed("not strict JSON");
        }
    }

    private void readMembers(JsonParser parser) throws IOException, MalformedFrameException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "a frame is an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            readMember(parser, name, value);
        }
        require(parser.nextToken() == null, "text behind the frame");
    }

    private void readMember(JsonParser parser, String name, JsonToken value)
            throws IOException, MalformedFrameException {
        switch (name) {
            case "type" -> type = string(parser, value);
            case "id" -> id = string(parser, value);
            case "event" -> event = string(parser, value);
            case "ok" -> {
                require(value.isBoolean(), "ok is true or false");
                ok = value == JsonToken.VALUE_TRUE;
            }
            case "seq" -> {
                require(value == JsonToken.VALUE_NUMBER_INT, "seq is a whole number");
                seq = parser.getLongValue();
                require(seq >= 1 && seq <= LAST_SEQ, "seq starts at 1 and stays a whole number for everybody");
            }
            case "payload" -> payload = slice(parser);
            case "error" -> error = slice(parser);
            default -> parser.skipChildren();
        }
    }

    private Frame frame() throws MalformedFrameException {
        if ("event".equals(type)) {
            require(event != null, "an event has a name");
            return new Frame.Event(String.valueOf(event), orNullWord(payload), seq);
        }
        require("res".equals(type), "a gateway sends events and answers");
        String answered = id;
        if (answered == null || ok == null) {
            throw new MalformedFrameException("an answer has an id and says whether it is ok");
        }
        return ok ? new Frame.Answer(answered, orNullWord(payload)) : new Frame.Failure(answered, readError());
    }

    private WireError readError() throws MalformedFrameException {
        if (error == null) {
            throw new MalformedFrameException("a bad answer has an error");
        }
        JsonNode node = StrictJson.tree(error);
        require(node.isObject(), "an error is an object");
        JsonNode details = node.get("details");
        boolean detailed = details != null && details.isObject();
        String message = StrictJson.textOrNull(node, "message");
        JsonNode after = node.get("retryAfterMs");
        return new WireError(
                StrictJson.text(node, "code"),
                detailed ? StrictJson.textOrNull(details, "code") : null,
                detailed ? details.toString() : null,
                message == null ? "" : message,
                detailed ? StrictJson.textOrNull(details, "requestId") : null,
                node.path("retryable").asBoolean(false),
                after != null && after.isIntegralNumber() && after.canConvertToLong()
                        ? Duration.ofMillis(after.longValue())
                        : null);
    }

    private String slice(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring(from, (int) parser.currentLocation().getCharOffset());
    }

    private static String string(JsonParser parser, JsonToken value) throws IOException, MalformedFrameException {
        require(value == JsonToken.VALUE_STRING, "a name is a text");
        String text = parser.getText();
        require(!text.isEmpty(), "a name is not empty");
        return text;
    }

    private static String orNullWord(@Nullable String json) {
        return json == null ? "null" : json;
    }

    private static void require(boolean holds, String rule) throws MalformedFrameException {
        if (!holds) {
            throw new MalformedFrameException(rule);
        }
    }
}
