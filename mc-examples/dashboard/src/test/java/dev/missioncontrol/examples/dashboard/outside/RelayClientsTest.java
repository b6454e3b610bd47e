package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own clients, unchanged, at the relay, with API keys of ours. */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayClientsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = "official-client.mjs";

    private final OutsideTools tools = OutsideTools.fromEnvironment();
    private Stage stage;
    private OpenClaw cli;
    private Path script;
    private String adminKey;
    private String viewerKey;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        stage = Stage.set(tools, folder, Evidence.of(RelayClientsTest.class));
        stage.approveBackend();
        adminKey =
                key(stage.admin(), "admin's", "operator.admin").path("secret").asText();
        Person viewer = Person.signIn(stage.demo().page(), "vera", stage.addViewer("vera"));
        viewerKey = key(viewer, "viewer's", "operator.read").path("secret").asText();
        cli = OpenClaw.in(folder.resolve("cli"), tools, JSON.createObjectNode());
        script = folder.resolve(SCRIPT);
        try (InputStream resource = Objects.requireNonNull(RelayClientsTest.class.getResourceAsStream(SCRIPT))) {
            Files.copy(resource, script);
        }
    }

    @AfterAll
    void close() throws Exception {
        stage.close();
    }

    private static JsonNode key(Person person, String name, String scope) throws Exception {
        ObjectNode key = JSON.createObjectNode().put("name", name);
        key.putArray("scopes").add(scope);
        return person.post("/api/keys", key);
    }

    @Test
    void commandLine_withKeyOfAdmin_reads() throws Exception {
        assertThat(call("health", adminKey).path("ok").asBoolean()).isTrue();
        assertThat(call("sessions.list", adminKey).path("sessions").findValuesAsText("label"))
                .contains(Stage.SESSION);
    }

    @Test
    void commandLine_withKeyOfViewer_readsAndMayNotWrite() throws Exception {
        assertThat(call("health", viewerKey).path("ok").asBoolean()).isTrue();
        assertThat(call("sessions.list", viewerKey).path("sessions").findValuesAsText("label"))
                .contains(Stage.SESSION);
        assertThat(call("sessions.reset", viewerKey).at("/ok").asBoolean(true)).isFalse();
    }

    @Test
    void commandLine_withUnknownKey_isRefusedAsTheGatewayWould() throws Exception {
        JsonNode answer = call("health", "mc_unknown");

        assertThat(answer.at("/error/details/code").asText()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void commandLine_withKeyOfAdmin_listsOurDevicesWithThisServerMarkedAndNobodysToRemove() throws Exception {
        JsonNode backend = JSON.readTree(devices(adminKey, "list").output()).at("/paired/0");
        String id = backend.path("deviceId").asText();

        assertThat(id)
                .isEqualTo(stage.gateway().devices().at("/paired/0/deviceId").asText());
        assertThat(backend.path("displayName").asText()).endsWith("(this server)");

        Finished removal = devices(adminKey, "remove", id);
        assertThat(removal.output() + removal.errors()).contains("device pairing removal denied");
        assertThat(stage.gateway().devices().path("paired")).hasSize(1);
    }

    @Test
    void commandLine_withKeyOfViewer_seesNoDevices() throws Exception {
        Finished refused = devices(viewerKey, "list");

        assertThat(refused.status()).isNotZero();
    }

    @Test
    void officialClient_withKeyOfAdmin_callsAndHoldsNothingOfTheGateway() throws Exception {
        JsonNode outcome = official(adminKey, "operator.admin", "sessions.list", "health", "config.get");

        assertThat(outcome.path("connected").asBoolean()).isTrue();
        assertThat(outcome.path("auth").fieldNames()).toIterable().doesNotContain("deviceToken", "recoveryScope");
        assertThat(outcome.at("/calls").findValues("ok"))
                .allMatch(JsonNode::asBoolean)
                .hasSize(3);
    }

    @Test
    void officialClient_withKeyOfViewer_readsAndTheGatewayRefusesToWrite() throws Exception {
        JsonNode outcome = official(viewerKey, "operator.admin,operator.read", "sessions.list", "chat.send");

        assertThat(outcome.at("/auth/scopes")).extracting(JsonNode::asText).containsExactly("operator.read");
        assertThat(outcome.at("/calls/sessions.list/ok").asBoolean()).isTrue();
        assertThat(outcome.at("/calls/chat.send/details").asText()).isEqualTo("MISSING_SCOPE");
        assertThat(outcome.at("/calls/chat.send/code").asText()).isEqualTo("FORBIDDEN");
    }

    @Test
    void officialClient_withRevokedKey_isRefused() throws Exception {
        Person admin = stage.admin();
        JsonNode key = key(admin, "short-lived", "operator.read");
        String secret = key.path("secret").asText();
        assertThat(official(secret, "operator.read").path("connected").asBoolean())
                .isTrue();

        admin.post("/api/keys/" + key.path("id").asText() + "/revoke", JSON.createObjectNode());

        JsonNode outcome = official(secret, "operator.read");
        assertThat(outcome.path("connected").asBoolean()).isFalse();
        assertThat(outcome.path("details").asText()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void gateway_afterAllTheseClients_listsTheBackendAlone() {
        JsonNode devices = stage.gateway().devices();

        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
    }

    private JsonNode call(String method, String key) throws IOException, InterruptedException {
        String url = stage.demo().relay().toString();
        Finished finished = Finished.of(cli.command("gateway", "call", method, "--url", url, "--token", key, "--json"));
        return JSON.readTree(finished.output());
    }

    private Finished devices(String key, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("devices"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", stage.demo().relay().toString(), "--token", key, "--json"));
        return Finished.of(cli.command(command.toArray(String[]::new)));
    }

    private JsonNode official(String key, String scopes, String... methods) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                tools.node().toString(), script.toString(), stage.demo().relay().toString(), scopes));
        command.addAll(List.of(methods));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MC_GATEWAY_CLIENT", tools.gatewayClient().toString());
        builder.environment().put("MC_KEY", key);
        Finished finished = Finished.of(builder);
        assertThat(finished.output()).as(finished.errors()).isNotEmpty();
        return JSON.readTree(finished.output());
    }
}
