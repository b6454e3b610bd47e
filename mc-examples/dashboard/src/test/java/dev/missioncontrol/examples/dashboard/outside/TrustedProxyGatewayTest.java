package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.relay.UpgradeVerdict;
import dev.missioncontrol.relay.netty.RelayServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway in trusted-proxy mode: it names each person itself, and knows one device. */
@Tag("outside")
class TrustedProxyGatewayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ALL = {"operator.read", "operator.write", "operator.admin"};

    @TempDir
    Path folder;

    private RealGateway gateway;
    private Installation backend;
    private RelayServer server;

    @BeforeEach
    void open() throws Exception {
        Evidence evidence = Evidence.of(TrustedProxyGatewayTest.class);
        gateway = RealGateway.startTrustingProxies(
                OutsideTools.fromEnvironment(), folder.resolve("gateway"), evidence.file("gateway.log"));
        backend = Installation.byName(gateway, gateway.url());
        backend.pair();
        server = RelayServer.builder(backend.relay(), upgrade -> new UpgradeVerdict.Admit())
                .start();
    }

    @AfterEach
    void close() {
        server.close();
        backend.close();
        gateway.close();
    }

    @Test
    void two_persons_through_one_device_are_told_apart_by_the_gateway_until_it_removes_the_device() throws Exception {
        backend.account("vera", Role.VIEWER);
        backend.account("olga", Role.OPERATOR);
        try (RelayLine vera = RelayLine.open(address());
                RelayLine olga = RelayLine.open(address())) {
            JsonNode veraIn = vera.connect(backend.key("vera"), "gateway-client", "ui", ALL);
            JsonNode olgaIn = olga.connect(backend.key("olga"), "gateway-client", "ui", ALL);

            eachHasTheirOwnScopes(veraIn, olgaIn);
            theGatewayNamesEach(vera, olga);
            theGatewayItselfEnforcesTheScopes(vera);
            theGatewayListsTheBackendAlone();
            gateway.restart();
            assertThat(vera.awaitClosed()).isEqualTo(1012);
            assertThat(olga.awaitClosed()).isEqualTo(1012);
        }
        assertThat(backend.control().awaitReady(Duration.ofSeconds(60))).isTrue();
        try (RelayLine vera = RelayLine.open(address());
                RelayLine olga = RelayLine.open(address())) {
            eachHasTheirOwnScopes(
                    vera.connect(backend.key("vera"), "gateway-client", "ui", ALL),
                    olga.connect(backend.key("olga"), "openclaw-control-ui", "webchat", ALL));
            theGatewayNamesEach(vera, olga);
            removalClosesBoth(vera, olga);
        }
    }

    private static void eachHasTheirOwnScopes(JsonNode vera, JsonNode olga) {
        assertThat(vera.path("ok").asBoolean()).as(vera.toString()).isTrue();
        assertThat(olga.path("ok").asBoolean()).as(olga.toString()).isTrue();
        assertThat(vera.at("/payload/auth/method").asText()).isEqualTo("trusted-proxy");
        assertThat(texts(vera.at("/payload/auth/scopes"))).containsExactly("operator.read");
        assertThat(texts(olga.at("/payload/auth/scopes")))
                .contains("operator.write")
                .doesNotContain("operator.admin");
        assertThat(vera.toString() + olga).doesNotContain("\"deviceToken\"").doesNotContain("\"recoveryScope\"");
    }

    private void theGatewayNamesEach(RelayLine vera, RelayLine olga) throws Exception {
        JsonNode veraSelf = vera.call("users.self", JSON.createObjectNode());
        JsonNode olgaSelf = olga.call("users.self", JSON.createObjectNode());
        assertThat(veraSelf.toString()).contains("vera").doesNotContain("olga");
        assertThat(olgaSelf.toString()).contains("olga").doesNotContain("vera");

        List<JsonNode> rows = backend.presence();
        assertThat(rows.stream().map(JsonNode::toString)).anyMatch(row -> row.contains("vera"));
        assertThat(rows.stream().map(JsonNode::toString)).anyMatch(row -> row.contains("olga"));
    }

    private static void theGatewayItselfEnforcesTheScopes(RelayLine vera) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("sessionKey", "main").put("message", "may I?");
        JsonNode answer = vera.call("chat.send", message.put("idempotencyKey", "k1"));

        assertThat(answer.at("/error/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(answer.at("/error/details/code").asText()).isEqualTo("MISSING_SCOPE");
    }

    private void theGatewayListsTheBackendAlone() {
        assertThat(gateway.strangers()).containsExactly(backend.device());
    }

    private void removalClosesBoth(RelayLine vera, RelayLine olga) throws Exception {
        gateway.remove(backend.device());

        assertThat(vera.awaitClosed()).isEqualTo(4001);
        assertThat(olga.awaitClosed()).isEqualTo(4001);
        try (RelayLine again = RelayLine.open(address())) {
            JsonNode answer = again.connect(backend.key("vera"), "gateway-client", "ui", ALL);
            assertThat(answer.at("/error/details/code").asText()).isEqualTo("RELAY_BACKEND_NOT_PAIRED");
        }
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + server.address().getPort() + "/gateway");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
