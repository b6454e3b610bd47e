package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.connect.Admission;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.rpc.Switchboard;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** All open connections, and what is sent to more than one of them. Runs on the loop. */
public final class Lines implements Switchboard {
    private static final Set<String> STATEFUL = Set.of("presence", "health");

    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final InstantSource clock;
    private final Executor loop;
    private final Presence presence;
    private long healthVersion = 1;
    private long ticks;

    Lines(InstantSource clock, String bootId, Executor loop) {
        this.clock = clock;
        this.loop = loop;
        this.presence = new Presence(clock, bootId);
    }

    /** The open connections, oldest first. */
    public List<Connection> all() {
        return List.copyOf(connections.values());
    }

    /** Those who logged in. */
    public List<Session> sessions() {
        return all().stream()
                .filter(Connection::isReady)
                .flatMap(connection -> connection.session().stream())
                .toList();
    }

    /** How many are still in the handshake. */
    public long waiting() {
        return connections.values().stream().filter(Connection::isWaiting).count();
    }

    /** Sends a text as it is to everybody who logged in. */
    public void raw(String text) {
        ready().forEach(connection -> connection.outbox().raw(text));
    }

    /** Leaves a hole in everybody's numbering of events. */
    public void skipSequence() {
        ready().forEach(connection -> connection.outbox().skip());
    }

    /** Drops all sockets without a close frame. */
    public void cut() {
        all().forEach(Connection::cut);
    }

    @Override
    public void broadcast(String event, JsonObject payload) {
        JsonObject version = STATEFUL.contains(event) ? stateVersion() : null;
        for (Connection connection : ready()) {
            if (connection
                    .session()
                    .filter(session -> EventGuard.shows(event, session))
                    .isPresent()) {
                connection.outbox().numbered(event, payload, version);
            }
        }
    }

    @Override
    public boolean isConnected(String deviceId) {
        return sessions().stream()
                .anyMatch(session -> session.deviceId().filter(deviceId::equals).isPresent());
    }

    @Override
    public void closeDevice(String deviceId, List<String> roles) {
        List<Connection> due = ready().stream()
                .filter(connection -> connection
                        .session()
                        .filter(session -> roles.contains(session.role())
                                && session.deviceId().filter(deviceId::equals).isPresent())
                        .isPresent())
                .toList();
        loop.execute(() -> due.forEach(connection -> connection.close(4001, "device removed")));
    }

    @Override
    public List<JsonObject> presence() {
        return presence.list();
    }

    @Override
    public JsonObject health() {
        JsonObject none = new JsonObject().with("count", 0).with("recent", List.of());
        JsonObject agent =
                new JsonObject().with("agentId", "main").with("isDefault", true).with("sessions", none);
        return new JsonObject()
                .with("ok", true)
                .with("ts", clock.millis())
                .with("durationMs", 0)
                .with("channels", new JsonObject())
                .with("channelOrder", List.of())
                .with("channelLabels", new JsonObject())
                .with("defaultAgentId", "main")
                .with("agents", List.of(agent));
    }

    JsonObject snapshot(long startedAtMs) {
        JsonObject defaults = new JsonObject()
                .with("defaultAgentId", "main")
                .with("mainKey", "main")
                .with("mainSessionKey", "agent:main:main")
                .with("scope", "per-sender");
        return new JsonObject()
                .with("suspension", new JsonObject().with("phase", "accepting"))
                .with("presence", presence.list())
                .with("health", health())
                .with("stateVersion", stateVersion())
                .with("uptimeMs", clock.millis() - startedAtMs)
                .with("sessionDefaults", defaults);
    }

    void add(Connection connection) {
        connections.put(connection.id(), connection);
    }

    void remove(Connection connection) {
        connections.remove(connection.id());
        if (presence.left(connection.id())) {
            announcePresence();
        }
    }

    void joined(String connectionId, Admission admission) {
        if (presence.joined(connectionId, admission)) {
            announcePresence();
        }
    }

    void tick() {
        broadcast("tick", new JsonObject().with("ts", clock.millis()));
        if (++ticks % 2 == 0) {
            healthVersion++;
            broadcast("health", health());
        }
    }

    private void announcePresence() {
        broadcast("presence", new JsonObject().with("presence", presence.list()));
    }

    private JsonObject stateVersion() {
        return new JsonObject().with("presence", presence.version()).with("health", healthVersion);
    }

    private List<Connection> ready() {
        return all().stream().filter(Connection::isReady).toList();
    }
}
