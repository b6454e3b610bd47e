package dev.missioncontrol.fakegateway.replay;

import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.FakeGatewayBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Transcripts of the same gateways, played one behind the other, with what the fake gateway does not do and why.
 *
 * @param transcripts the files
 * @param gateways how the gateways at the recorded ports are set up
 * @param leftOut connections that are not played, each with the reason
 * @param known paths of answers that are different, each with the reason
 */
record Scene(
        List<String> transcripts,
        Map<Integer, UnaryOperator<FakeGatewayBuilder>> gateways,
        Map<String, String> leftOut,
        Map<String, String> known) {
    /** Events of parts that the fake has not. */
    private static final Set<String> NEVER_SENT = Set.of(
            "health",
            "presence",
            "tick",
            "voicewake.changed",
            "voicewake.routing.changed",
            "node.pair.requested",
            "node.pair.resolved",
            "node.presence",
            "sessions.changed",
            "cron");

    /** Methods that the fake knows and does not serve. */
    private static final Set<String> UNSERVED = Set.of(
            "cron.list",
            "users.self",
            "users.list",
            "gateway.identity.get",
            "system.info",
            "gateway.restart.preflight",
            "node.list",
            "config.get",
            "models.list");

    /** What the fake leaves out of every hello and every record. */
    private static final Set<String> SMALLER = Set.of(
            "/payload/features",
            "/payload/server/buildId",
            "/payload/server/controlUiBuildSource",
            "/payload/snapshot/health",
            "/payload/snapshot/sessionDefaults",
            "/payload/snapshot/suspension",
            "/payload/device/remoteIp",
            "/payload/paired/*/remoteIp");

    static Scene of(String... transcripts) {
        return new Scene(List.of(transcripts), Map.of(), Map.of(), Map.of());
    }

    Scene at(int port, UnaryOperator<FakeGatewayBuilder> setUp) {
        Map<Integer, UnaryOperator<FakeGatewayBuilder>> more = new LinkedHashMap<>(gateways);
        more.put(port, setUp);
        return new Scene(transcripts, more, leftOut, known);
    }

    Scene without(String connection, String why) {
        Map<String, String> more = new HashMap<>(leftOut);
        more.put(connection, why);
        return new Scene(transcripts, gateways, more, known);
    }

    Scene knowing(String path, String why) {
        Map<String, String> more = new HashMap<>(known);
        more.put(path, why);
        return new Scene(transcripts, gateways, leftOut, more);
    }

    Map<Integer, FakeGateway> start(SceneClock clock) {
        Map<Integer, FakeGateway> started = new LinkedHashMap<>();
        gateways.forEach((port, setUp) -> started.put(
                port, setUp.apply(FakeGateway.builder().clock(clock)).start()));
        return started;
    }

    boolean leavesOut(String connection) {
        return leftOut.containsKey(connection);
    }

    boolean knows(String path) {
        return known.containsKey(path) || SMALLER.contains(path);
    }

    boolean neverSends(String event) {
        return NEVER_SENT.contains(event);
    }

    boolean isUnserved(String method) {
        return UNSERVED.contains(method);
    }

    @Override
    public String toString() {
        return String.join(" + ", transcripts);
    }
}
