package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What is left of an answer when that is taken out which would differ between any two moments or connections. */
final class Likeness {
    /** Clocks, ages and loads: two answers of one gateway on one connection differ in them. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("ts", "snapshotAt", "age", "durationMs", "uptimeMs", "stateVersion", "eventLoop", "processMemory");

    private Likeness() {}

    /** An answer without what is of the moment, at any depth. */
    static JsonNode of(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        strip(copy);
        return copy;
    }

    /**
     * A hello without that, and without what is of one connection: its id, and what differs because the gateway is shown
     * another credential ({@code auth.method}) or because its credentials end at the relay ({@code auth.recoveryScope},
     * {@code auth.deviceToken}, and {@code pluginSurfaceUrls}, addresses with a key to the gateway's own HTTP pages).
     */
    static JsonNode ofHello(JsonNode hello) {
        ObjectNode copy = (ObjectNode) of(hello);
        copy.remove("pluginSurfaceUrls");
        copy.withObject("/server").remove("connId");
        copy.withObject("/auth").remove(Set.of("method", "recoveryScope", "deviceToken"));
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_MOMENT);
        }
        node.forEach(Likeness::strip);
    }
}
