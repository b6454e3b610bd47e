package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Node client at the relay, for an admin, an operator and a viewer: as at the gateway, and for as long. */
@Tag("outside")
class OfficialClientStoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RESTART = 1012;

    /** What is asked of the gateway and of the relay alike; what a role may not do is refused alike. */
    private static final Map<String, ObjectNode> CALLS = Map.ofEntries(
            Map.entry("health", params()),
            Map.entry("status", params()),
            Map.entry("sessions.list", params()),
            Map.entry("agents.list", params()),
            Map.entry("models.list", params()),
            Map.entry("config.get", params()),
            Map.entry("cron.list", params()),
            Map.entry("system-presence", params()),
            Map.entry("chat.history", params().put("sessionKey", "main")),
            Map.entry("sessions.subscribe", params()),
            Map.entry("sessions.reset", params().put("key", 5)),
            Map.entry("chat.send", params().put("message", 5)),
            Map.entry("no.such.method", params()));

    @TempDir
    Path folder;

    private final OutsideTools tools = OutsideTools.fromEnvironment();
    private final Evidence evidence = Evidence.of(OfficialClientStoryTest.class);
    private final Map<Role, NodeClient> clients = new EnumMap<>(Role.class);
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.set(tools, folder, evidence);
        stage.approveBackend();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void story_whenToldFromTheStart_holdsToTheEnd() throws Exception {
        everyRoleIsAnsweredAsByTheGatewayItself();
        everyRoleHearsWhatHappens("Second light");
        stage.demo().restart();
        everyRoleIsBackByItself(2);
        everyRoleHearsWhatHappens("Third light");
        stage.gateway().stop();
        stage.gateway().startAgain();
        everyRoleIsBackByItself(3);
        everyRoleHearsWhatHappens("Fourth light");
        nothingWasLostOnTheWay();
    }

    private void everyRoleIsAnsweredAsByTheGatewayItself() throws Exception {
        for (Role role : Role.values()) {
            KeyHolder person = KeyHolder.join(stage, role);
            NodeClient relayed = start(stage.demo().relay(), person.key(), person.scopes(), role + "-relayed");
            clients.put(role, relayed);
            try (NodeClient direct =
                    start(stage.gateway().url(), stage.gateway().sharedToken(), person.scopes(), role + "-direct")) {
                theSame(role, direct, relayed);
            }
        }
    }

    private static void theSame(Role role, NodeClient direct, NodeClient relayed) throws IOException {
        JsonNode hello = relayed.awaitHello(1);
        assertThat(hello.path("auth").fieldNames()).toIterable().doesNotContain("deviceToken", "recoveryScope");
        assertThat(Likeness.ofHello(hello)).isEqualTo(Likeness.ofHello(direct.awaitHello(1)));
        for (Map.Entry<String, ObjectNode> call : CALLS.entrySet()) {
            JsonNode expected = Likeness.of(direct.call(call.getKey(), call.getValue()));
            JsonNode actual = Likeness.of(relayed.call(call.getKey(), call.getValue()));
            assertThat(actual).as("%s to %s", call.getKey(), role).isEqualTo(expected);
        }
        assertThat(labels(relayed.call("sessions.list", params()))).contains(Stage.SESSION);
        assertThat(relayed.call("chat.send", params().put("message", 5))
                        .path("code")
                        .asText())
                .isEqualTo(role == Role.VIEWER ? "FORBIDDEN" : "INVALID_REQUEST");
    }

    private void everyRoleHearsWhatHappens(String label) throws Exception {
        for (NodeClient client : clients.values()) {
            JsonNode subscribed = client.call("sessions.subscribe", params());
            assertThat(subscribed.at("/payload/subscribed").asBoolean()).isTrue();
        }
        stage.gateway().createSession(label);
        for (NodeClient client : clients.values()) {
            client.awaitEvent(
                    "sessions.changed", payload -> payload.toString().contains("\"label\":\"" + label + "\""));
            assertThat(labels(client.call("sessions.list", params()))).contains(label);
        }
    }

    private void everyRoleIsBackByItself(int hello) {
        for (NodeClient client : clients.values()) {
            client.awaitHello(hello);
            assertThat(client.said("closed"))
                    .extracting(line -> line.path("code").asInt())
                    .as("the ends of connections that had been open")
                    .filteredOn(code -> code == RESTART)
                    .hasSize(hello - 1);
        }
    }

    private void nothingWasLostOnTheWay() throws Exception {
        for (NodeClient client : clients.values()) {
            assertThat(client.said("gap")).isEmpty();
            assertThat(client.said("hello")).hasSize(3);
        }
        JsonNode devices = stage.gateway().devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
    }

    private NodeClient start(URI gateway, Secret key, List<String> scopes, String name) throws IOException {
        return stage.opened(NodeClient.start(tools, gateway, key, scopes, evidence.file(name + ".log")));
    }

    private static List<String> labels(JsonNode answer) {
        return StreamSupport.stream(answer.at("/payload/sessions").spliterator(), false)
                .map(session -> session.path("label").asText())
                .toList();
    }

    private static ObjectNode params() {
        return JSON.createObjectNode();
    }
}
