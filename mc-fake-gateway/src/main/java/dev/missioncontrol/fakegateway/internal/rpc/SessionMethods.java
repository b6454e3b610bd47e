package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code sessions.*} and {@code chat.*}, as far as a dashboard needs them: a write is seen as an event. */
public final class SessionMethods {
    private static final long PAGE = 100;

    private final SessionBook sessions;
    private final Switchboard board;
    private final InstantSource clock;

    /** Works on these conversations. */
    public SessionMethods(SessionBook sessions, Switchboard board, InstantSource clock) {
        this.sessions = sessions;
        this.board = board;
        this.clock = clock;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        Shape key = new Shape().must("key", Rule.filled()).may("agentId", Rule.text());
        Map<String, Method> methods = new HashMap<>();
        methods.put("sessions.list", new Method(listParams(), (caller, params) -> list(params)));
        methods.put("sessions.subscribe", new Method(new Shape(), (caller, params) -> subscribed(true)));
        methods.put("sessions.unsubscribe", new Method(new Shape(), (caller, params) -> subscribed(false)));
        methods.put("sessions.messages.subscribe", new Method(key, (caller, params) -> listening(true, params)));
        methods.put("sessions.messages.unsubscribe", new Method(key, (caller, params) -> listening(false, params)));
        methods.put("sessions.create", new Method(createParams(), (caller, params) -> create(params)));
        methods.put("sessions.send", new Method(sendParams("key"), (caller, params) -> send("key", params)));
        methods.put(
                "chat.send",
                new Method(
                        sendParams("sessionKey").must("idempotencyKey", Rule.filled()),
                        (caller, params) -> send("sessionKey", params)));
        methods.put("chat.history", new Method(historyParams(), (caller, params) -> history(params)));
        return methods;
    }

    /** Pages are cut as asked; the other filters are taken and have no effect here. */
    private Reply list(JsonObject params) {
        long offset = params.whole("offset").orElse(0L);
        long limit = params.whole("limit").orElse(PAGE);
        List<JsonObject> rows =
                sessions.described().stream().skip(offset).limit(limit).toList();
        return new Reply.Done(new JsonObject()
                .with("ts", clock.millis())
                .with("count", rows.size())
                .with("totalCount", sessions.size())
                .with("limitApplied", limit)
                .with("hasMore", offset + rows.size() < sessions.size())
                .with("owners", List.of())
                .with("defaults", new JsonObject())
                .with("sessions", rows));
    }

    private Reply create(JsonObject params) {
        String label = params.text("label").orElse(null);
        if (sessions.hasLabel(label)) {
            return Reply.invalid("another conversation has this label");
        }
        SessionRow row = sessions.create(label);
        changed(row, "create");
        return new Reply.Done(new JsonObject()
                .with("ok", true)
                .with("key", row.key())
                .with("sessionId", row.sessionId())
                .with("entry", row.describe())
                .with("runStarted", false));
    }

    private Reply send(String keyName, JsonObject params) {
        String text = params.text("message").orElse("");
        SessionRow row = sessions.say(params.text(keyName).orElse(""), text);
        String runId = params.text("idempotencyKey").orElseGet(sessions::freshId);
        changed(row, "send");
        board.broadcast(
                "chat",
                new JsonObject()
                        .with("runId", runId)
                        .with("sessionKey", row.key())
                        .with("seq", 1)
                        .with("state", "final")
                        .with("message", SessionBook.message("assistant", "Heard: " + text, clock.millis())));
        return new Reply.Done(new JsonObject().with("runId", runId).with("status", "started"));
    }

    private Reply history(JsonObject params) {
        String key = params.text("sessionKey").orElse("");
        List<JsonObject> messages = sessions.messages(key);
        return new Reply.Done(new JsonObject()
                .with("sessionKey", key)
                .with("messages", messages)
                .with("hasMore", false)
                .with("totalMessages", messages.size()));
    }

    private void changed(SessionRow row, String reason) {
        board.broadcast(
                "sessions.changed",
                new JsonObject()
                        .with("sessionKey", row.key())
                        .with("agentId", row.agentId())
                        .with("reason", reason)
                        .with("ts", clock.millis())
                        .with("session", row.describe()));
    }

    private static Reply subscribed(boolean on) {
        return new Reply.Done(new JsonObject().with("subscribed", on));
    }

    private Reply listening(boolean on, JsonObject params) {
        String key = params.text("key").orElse("");
        String full = sessions.find(key).map(SessionRow::key).orElse(key);
        return new Reply.Done(new JsonObject().with("subscribed", on).with("key", full));
    }

    private static Shape listParams() {
        return new Shape()
                .may("limit", Rule.wholeFrom(1))
                .may("offset", Rule.wholeFrom(0))
                .may("agentId", Rule.text())
                .may("search", Rule.text())
                .may("label", Rule.text())
                .may("activeMinutes", Rule.wholeFrom(1))
                .may("includeGlobal", Rule.flag())
                .may("includeUnknown", Rule.flag())
                .may("includeDerivedTitles", Rule.flag())
                .may("includeLastMessage", Rule.flag());
    }

    private static Shape createParams() {
        return new Shape()
                .may("key", Rule.text())
                .may("agentId", Rule.text())
                .may("label", Rule.text())
                .may("model", Rule.text());
    }

    private static Shape sendParams(String keyName) {
        return new Shape()
                .must(keyName, Rule.filled())
                .must("message", Rule.text())
                .may("agentId", Rule.text())
                .may("idempotencyKey", Rule.filled())
                .may("thinking", Rule.text())
                .may("deliver", Rule.flag())
                .may("attachments", Rule.any())
                .may("timeoutMs", Rule.wholeFrom(0));
    }

    private static Shape historyParams() {
        return new Shape()
                .must("sessionKey", Rule.filled())
                .may("agentId", Rule.text())
                .may("limit", Rule.wholeFrom(1))
                .may("maxChars", Rule.wholeFrom(1));
    }
}
