package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway's own clients, unchanged, at the relay, with API keys of ours; each test has people of its own. */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayClientsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The command line asks for what a method needs and nothing else, so that a role may cover none of it. */
    private static final String NO_SCOPE = "unauthorized: your role covers none of the scopes asked for";

    private final OutsideTools tools = OutsideTools.fromEnvironment();
    private Stage stage;
    private OpenClaw cli;
    private AuditTrail audit;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        stage = Stage.set(tools, folder, Evidence.of(RelayClientsTest.class));
        stage.approveBackend();
        audit = new AuditTrail(stage.admin());
        cli = OpenClaw.in(folder.resolve("cli"), tools, JSON.createObjectNode());
    }

    @AfterAll
    void close() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void commandLine_whenItAsksForHealth_isAnsweredAndOnRecord(Role role) throws Exception {
        KeyHolder person = KeyHolder.join(stage, role);

        assertThat(call(person, "health", JSON.createObjectNode()).path("ok").asBoolean())
                .isTrue();

        onRecord(person, "operator.read", "health");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void commandLine_whenItListsSessions_isAnsweredAndOnRecord(Role role) throws Exception {
        KeyHolder person = KeyHolder.join(stage, role);

        assertThat(call(person, "sessions.list", JSON.createObjectNode())
                        .path("sessions")
                        .findValuesAsText("label"))
                .contains(Stage.SESSION);

        onRecord(person, "operator.read", "sessions.list");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OPERATOR", "ADMIN"})
    void commandLine_whenSomebodyWhoMayWriteSends_isAnsweredAndOnRecordAndTheGatewayHasTheMessage(Role role)
            throws Exception {
        KeyHolder person = KeyHolder.join(stage, role);

        JsonNode answer = call(person, "chat.send", message(person));

        assertThat(answer.path("runId").asText()).isEqualTo("run of " + person.name());
        assertThat(answer.path("status").asText()).isEqualTo("started");
        onRecord(person, "operator.write", "chat.send");
        Patience.untilTrue(
                "the message is not at the gateway", SOON, () -> messages().contains("hello from " + person.name()));
    }

    @Test
    void commandLine_whenViewerSends_isRefusedForItsScopeAndOnRecordAndTheGatewayHasNoMessage() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);

        JsonNode answer = call(viewer, "chat.send", message(viewer));

        refusedForItsScope(answer);
        onRecordAsRefused(viewer);
        assertThat(messages()).doesNotContain("hello from " + viewer.name());
    }

    @Test
    void commandLine_whenViewerResetsSession_isRefusedForItsScopeAndOnRecord() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);

        refusedForItsScope(
                call(viewer, "sessions.reset", JSON.createObjectNode().put("key", "main")));

        onRecordAsRefused(viewer);
    }

    @Test
    void commandLine_whenViewerListsDevices_isRefusedForItsScopeAndOnRecord() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);

        Finished refused = devices(viewer, "list");

        assertThat(refused.status()).isNotZero();
        assertThat(JSON.readTree(refused.output()).at("/error/message").asText())
                .isEqualTo(NO_SCOPE);
        onRecordAsRefused(viewer);
    }

    @Test
    void commandLine_withUnknownKey_isRefusedAsTheGatewayWould() throws Exception {
        JsonNode answer =
                JSON.readTree(run("mca_unknown", "gateway", "call", "health").output());

        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        assertThat(answer.at("/error/details/code").asText()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void commandLine_whenAdminManagesDevices_seesOursWithThisServerMarkedAndNobodysToRemove() throws Exception {
        KeyHolder admin = KeyHolder.join(stage, Role.ADMIN);

        JsonNode backend = JSON.readTree(devices(admin, "list").output()).at("/paired/0");
        String id = backend.path("deviceId").asText();
        Finished removal = devices(admin, "remove", id);

        assertThat(id)
                .isEqualTo(stage.gateway().devices().at("/paired/0/deviceId").asText());
        assertThat(backend.path("displayName").asText()).endsWith("(this server)");
        assertThat(removal.output() + removal.errors()).contains("device pairing removal denied");
        theGatewayListsTheBackendAlone();
    }

    @Test
    void officialClient_withKeyOfAdmin_callsAndHoldsNothingOfTheGateway() throws Exception {
        KeyHolder admin = KeyHolder.join(stage, Role.ADMIN);

        JsonNode outcome = official(admin, "operator.admin", "sessions.list", "health", "config.get");

        assertThat(outcome.path("connected").asBoolean()).isTrue();
        assertThat(outcome.path("auth").fieldNames()).toIterable().doesNotContain("deviceToken", "recoveryScope");
        assertThat(outcome.at("/calls").findValues("ok"))
                .allMatch(JsonNode::asBoolean)
                .hasSize(3);
        onRecord(admin, "operator.admin", "sessions.list", "health", "config.get");
        theGatewayListsTheBackendAlone();
    }

    @Test
    void officialClient_whenViewerAsksForMore_readsAndTheGatewayRefusesTheRest() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);

        JsonNode outcome =
                official(viewer, "operator.admin,operator.read", "sessions.list", "chat.send", "sessions.reset");

        assertThat(outcome.at("/auth/scopes")).extracting(JsonNode::asText).containsExactly("operator.read");
        assertThat(outcome.at("/calls/sessions.list/ok").asBoolean()).isTrue();
        for (String refused : List.of("chat.send", "sessions.reset")) {
            JsonNode call = outcome.at("/calls").path(refused);
            assertThat(call.path("ok").asBoolean(true)).isFalse();
            assertThat(call.path("code").asText()).isEqualTo("FORBIDDEN");
            assertThat(call.path("details").asText()).isEqualTo("MISSING_SCOPE");
        }
        onRecord(viewer, "operator.read", "sessions.list", "chat.send", "sessions.reset");
    }

    @Test
    void officialClient_withRevokedKey_isRefused() throws Exception {
        KeyHolder viewer = KeyHolder.join(stage, Role.VIEWER);
        assertThat(official(viewer, "operator.read").path("connected").asBoolean())
                .isTrue();

        stage.admin().post("/api/keys/" + viewer.keyId() + "/revoke", JSON.createObjectNode());

        JsonNode outcome = official(viewer, "operator.read");
        assertThat(outcome.path("connected").asBoolean(true)).isFalse();
        assertThat(outcome.path("details").asText()).isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    /** One connection with this scope and key, these calls once each, carried to the gateway, and its end. */
    private void onRecord(KeyHolder person, String scope, String... methods) {
        JsonNode closed = audit.await(person.name(), "relay_closed", 1).get(0);
        JsonNode connected = audit.await(person.name(), "relay_connected", 1).get(0);
        List<JsonNode> calls = audit.of(person.name(), "relay_calls");
        assertThat(connected.at("/detail/key").asText()).isEqualTo(person.keyId());
        assertThat(connected.at("/detail/scopes").asText()).isEqualTo("[" + scope + "]");
        assertThat(calls).extracting(record -> record.path("target")).containsOnly(connected.path("target"));
        assertThat(closed.path("target")).isEqualTo(connected.path("target"));
        assertThat(counts(calls))
                .isEqualTo(Stream.of(methods).collect(Collectors.toMap(method -> "carried." + method, once -> 1)));
        assertThat(audit.of(person.name(), "relay_refused")).isEmpty();
    }

    /** Calls are written down each minute and at the end, so that one connection may have two records of them. */
    private static Map<String, Integer> counts(List<JsonNode> records) {
        Map<String, Integer> counts = new HashMap<>();
        records.forEach(record -> record.path("detail")
                .properties()
                .forEach(count -> counts.merge(count.getKey(), count.getValue().asInt(), Integer::sum)));
        return counts;
    }

    /** One refusal for the scope, of this person, whose key was used, and no connection. */
    private void onRecordAsRefused(KeyHolder person) {
        JsonNode refused = audit.await(person.name(), "relay_refused", 1).get(0);
        assertThat(refused.path("target").asText()).isEqualTo("AUTH_SCOPE_MISMATCH");
        assertThat(refused.at("/detail/count").asText()).isEqualTo("1");
        JsonNode used = audit.await(person.name(), "key_used", 1).get(0);
        assertThat(used.path("target").asText()).isEqualTo(person.keyId());
        assertThat(audit.of(person.name(), "relay_connected")).isEmpty();
    }

    private static void refusedForItsScope(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        assertThat(answer.at("/error/code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.at("/error/message").asText()).isEqualTo(NO_SCOPE);
        assertThat(answer.at("/error/details/code").asText()).isEqualTo("AUTH_SCOPE_MISMATCH");
    }

    private void theGatewayListsTheBackendAlone() {
        JsonNode devices = stage.gateway().devices();
        assertThat(devices.path("paired")).hasSize(1);
        assertThat(devices.path("pending")).isEmpty();
    }

    private static ObjectNode message(KeyHolder from) {
        return JSON.createObjectNode()
                .put("sessionKey", "main")
                .put("message", "hello from " + from.name())
                .put("idempotencyKey", "run of " + from.name());
    }

    /** What people have said in the main session, by the gateway's own account. */
    private List<String> messages() {
        JsonNode history =
                stage.gateway().call("chat.history", JSON.createObjectNode().put("sessionKey", "main"));
        return StreamSupport.stream(history.path("messages").spliterator(), false)
                .filter(message -> message.path("role").asText().equals("user"))
                .map(message -> message.path("content").asText())
                .toList();
    }

    private JsonNode call(KeyHolder person, String method, ObjectNode params) throws IOException, InterruptedException {
        Finished finished = run(person.key().reveal(), "gateway", "call", method, "--params", params.toString());
        assertThat(finished.output()).as(finished.errors()).isNotEmpty();
        return JSON.readTree(finished.output());
    }

    private Finished devices(KeyHolder person, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("devices"));
        command.addAll(List.of(arguments));
        return run(person.key().reveal(), command.toArray(String[]::new));
    }

    private Finished run(String key, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--url", stage.demo().relay().toString(), "--token", key, "--json"));
        return Finished.of(cli.command(command.toArray(String[]::new)));
    }

    private JsonNode official(KeyHolder person, String scopes, String... methods)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                tools.node().toString(),
                Scripts.file("official-client.mjs").toString(),
                stage.demo().relay().toString(),
                scopes));
        command.addAll(List.of(methods));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MC_GATEWAY_CLIENT", tools.gatewayClient().toString());
        builder.environment().put("MC_KEY", person.key().reveal());
        Finished finished = Finished.of(builder);
        assertThat(finished.output()).as(finished.errors()).isNotEmpty();
        return JSON.readTree(finished.output());
    }
}
