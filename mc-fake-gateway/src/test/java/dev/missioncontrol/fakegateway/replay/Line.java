package dev.missioncontrol.fakegateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One line of a transcript: something that happened on one connection.
 *
 * @param millis when, since the transcript began
 * @param what {@code open}, {@code out}, {@code in}, {@code close}, {@code http}, {@code error} or {@code note}
 * @param connection its label
 * @param json the whole line
 */
record Line(long millis, String what, String connection, JsonNode json) {
    static final ObjectMapper JSON = new ObjectMapper();

    static List<Line> of(String transcript) {
        try (InputStream file = Line.class.getResourceAsStream("/transcripts/" + transcript + ".jsonl")) {
            String text = new String(Objects.requireNonNull(file, transcript).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(Line::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Line(
                    json.path("t").asLong(),
                    json.path("dir").asText(),
                    json.path("conn").asText(),
                    json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode frame() {
        return json.path("frame");
    }

    boolean isChallenge() {
        return frame().path("event").asText().equals("connect.challenge");
    }

    /** The name of the event that came in; empty for everything else. */
    String event() {
        return what.equals("in") ? frame().path("event").asText() : "";
    }
}
