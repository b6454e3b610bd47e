package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What goes out on one connection: answers, events without a number, and numbered events. */
final class Outbox {
    private final Wire wire;
    private long seq;

    Outbox(Wire wire) {
        this.wire = wire;
    }

    void done(Object requestId, Object payload) {
        send(response(requestId, true).with("payload", payload));
    }

    void failed(Object requestId, String code, String message, @Nullable JsonObject details) {
        JsonObject error =
                new JsonObject().with("code", code).with("message", message).with("details", details);
        send(response(requestId, false).with("error", error));
    }

    /** Answers something that is no request, under its own id if it has one. */
    void malformed(Object frame, String fault) {
        Object given = frame instanceof JsonObject object ? object.value("id").orElse("invalid") : "invalid";
        failed(given, "INVALID_REQUEST", "not a request: " + fault, null);
    }

    /** An event for this connection alone: no sequence number. */
    void direct(String event, JsonObject payload) {
        send(event(event, payload));
    }

    /** An event for all that may see it. */
    void numbered(String event, JsonObject payload, @Nullable JsonObject stateVersion) {
        send(event(event, payload).with("seq", ++seq).with("stateVersion", stateVersion));
    }

    /** Leaves a hole, as if an event had been lost. */
    void skip() {
        seq++;
    }

    void raw(String text) {
        wire.send(text);
    }

    private static JsonObject response(Object requestId, boolean ok) {
        return new JsonObject().with("type", "res").with("id", requestId).with("ok", ok);
    }

    private static JsonObject event(String event, JsonObject payload) {
        return new JsonObject().with("type", "event").with("event", event).with("payload", payload);
    }

    private void send(JsonObject frame) {
        wire.send(Json.write(frame));
    }
}
