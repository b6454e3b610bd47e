package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.util.List;
import java.util.Map;

/** How the gateway is, who is there, and the lists that are always empty here. */
public final class SystemMethods {
    private final Switchboard board;
    private final SessionBook sessions;

    /** Reads these. */
    public SystemMethods(Switchboard board, SessionBook sessions) {
        this.board = board;
        this.sessions = sessions;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        return Map.of(
                "health", new Method(Rule.any(), (caller, params) -> new Reply.Done(board.health())),
                "status", new Method(Rule.any(), (caller, params) -> new Reply.Done(status())),
                "system-presence", new Method(new Shape(), (caller, params) -> new Reply.Done(board.presence())),
                "agents.list", new Method(new Shape(), (caller, params) -> new Reply.Done(agents())),
                "config.get", new Method(new Shape(), (caller, params) -> new Reply.Done(config())),
                "models.list", new Method(Rule.any(), (caller, params) -> new Reply.Done(empty("models"))),
                "node.list", new Method(new Shape(), (caller, params) -> new Reply.Done(empty("nodes"))),
                "cron.list", new Method(Rule.any(), (caller, params) -> new Reply.Done(empty("jobs"))),
                "question.list", new Method(Rule.any(), (caller, params) -> new Reply.Done(empty("questions"))));
    }

    private JsonObject status() {
        return new JsonObject()
                .with("runtimeVersion", Release.VERSION)
                .with("channelSummary", List.of())
                .with("queuedSystemEvents", List.of())
                .with(
                        "sessions",
                        new JsonObject()
                                .with("paths", List.of())
                                .with("count", sessions.size())
                                .with("recent", sessions.described()));
    }

    private static JsonObject agents() {
        JsonObject main = new JsonObject().with("id", "main");
        return new JsonObject()
                .with("defaultId", "main")
                .with("mainKey", "main")
                .with("scope", "per-sender")
                .with("agents", List.of(main));
    }

    private static JsonObject config() {
        JsonObject auth = new JsonObject().with("mode", "token");
        JsonObject gateway =
                new JsonObject().with("mode", "local").with("bind", "loopback").with("auth", auth);
        return new JsonObject()
                .with("exists", true)
                .with("valid", true)
                .with("parsed", new JsonObject().with("gateway", gateway));
    }

    private static JsonObject empty(String name) {
        return new JsonObject().with(name, List.of());
    }
}
