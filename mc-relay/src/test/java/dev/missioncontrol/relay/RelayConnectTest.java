package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.trust.BackendObservation;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes in, and how the others are told. */
class RelayConnectTest {
    private RelayWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new RelayWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void hello_when_it_reaches_a_client_holds_no_secret_of_the_backend() throws Exception {
        try (WsClient client = world.open()) {
            JsonNode hello = world.connect(client, world.key("ada", Role.ADMIN), "operator.admin");
            assertThat(hello.at("/payload/auth").fieldNames()).toIterable().containsExactly("method", "role", "scopes");
            String token = world.deviceTokens
                    .find(GatewayTokenStore.nameOf(world.gateway.url()), world.backend.id(), ClientRole.OPERATOR)
                    .orElseThrow()
                    .token()
                    .reveal();
            client.send(RelayWorld.call("1", "health")).answer("1");
            assertThat(String.join("", client.texts()))
                    .doesNotContain(
                            token,
                            "deviceToken",
                            "recoveryScope",
                            world.gateway.sharedToken().reveal());
        }
    }

    @Test
    void upstream_when_a_client_is_through_mirrors_the_client_on_the_backend_s_device() throws Exception {
        try (WsClient client = world.open()) {
            world.connect(client, world.key("vera", Role.VIEWER), "operator.read", "operator.admin");
            assertThat(world.gateway.connections()).anySatisfy(live -> {
                assertThat(live.clientId()).isEqualTo("cli");
                assertThat(live.scopes()).containsExactly("operator.read");
                assertThat(live.device().map(DeviceId::value))
                        .contains(world.backend.id().value());
            });
            assertThat(world.gateway.devices()).hasSize(1);
        }
    }

    @Test
    void key_when_wrong_is_told_with_the_token_code() throws Exception {
        assertThat(refusal(RelayWorld.connectFrame(Secret.of("gateway-token-of-old"), "operator.read")))
                .isEqualTo("AUTH_TOKEN_MISMATCH");
    }

    @Test
    void nobody_when_nothing_is_presented_is_told_what_fits_the_client() throws Exception {
        assertThat(refusal(RelayWorld.connectFrame(null, "operator.read"))).isEqualTo("AUTH_TOKEN_MISSING");
        String origin = "http://127.0.0.1:" + world.server.address().getPort();
        try (WsClient browser = WsClient.open(world.url(), Map.of("Origin", origin))) {
            assertThat(code(world.connect(browser, null, "operator.read"))).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        }
    }

    @Test
    void session_when_it_has_ended_asks_to_sign_in() throws Exception {
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        world.sessions.end(session.session().id(), Actor.system(), SessionEnd.SIGNED_OUT);
        try (WsClient browser = world.openAs(session)) {
            assertThat(code(world.connect(browser, null, "operator.read"))).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
            assertThat(browser.closed().code()).isEqualTo(1008);
        }
    }

    @Test
    void gateway_token_of_old_when_beside_a_good_cookie_is_ignored_also_as_password() throws Exception {
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        try (WsClient browser = world.openAs(session)) {
            ObjectNode frame = RelayWorld.connect("operator.read");
            frame.withObject("/params/auth").put("token", "old-token").put("password", "old-token");
            browser.next();
            assertThat(browser.send(frame.toString()).answer("c").path("ok").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void credential_when_it_is_none_of_ours_is_refused() throws Exception {
        assertThat(refusal(withAuth("deviceToken"))).isEqualTo("AUTH_DEVICE_TOKEN_MISMATCH");
        assertThat(refusal(withAuth("bootstrapToken"))).isEqualTo("AUTH_BOOTSTRAP_TOKEN_INVALID");
        assertThat(refusal(withAuth("password"))).isEqualTo("AUTH_PASSWORD_MISMATCH");
    }

    @Test
    void request_when_the_role_covers_none_of_it_is_told_with_the_scope_code() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        assertThat(refusal(RelayWorld.connectFrame(key, "operator.admin"))).isEqualTo("AUTH_SCOPE_MISMATCH");
        Secret narrow = world.key(new UserId("vera"), Scope.QUESTIONS);
        assertThat(refusal(RelayWorld.connectFrame(narrow, "operator.read"))).isEqualTo("AUTH_SCOPE_MISMATCH");
    }

    @Test
    void protocol_when_too_old_is_refused_as_the_gateway_does() throws Exception {
        ObjectNode frame = RelayWorld.connect("operator.read");
        frame.withObject("/params").put("minProtocol", 3).put("maxProtocol", 3);
        try (WsClient client = world.open()) {
            client.next();
            JsonNode answer = client.send(frame.toString()).answer("c");
            assertThat(code(answer)).isEqualTo("PROTOCOL_MISMATCH");
            assertThat(answer.at("/error/details/expectedProtocol").asInt()).isEqualTo(4);
            assertThat(client.closed()).isEqualTo(new WsClient.Closed(1002, "protocol mismatch"));
        }
    }

    @Test
    void connect_when_malformed_says_where_and_closes() throws Exception {
        ObjectNode node = RelayWorld.connect("operator.read");
        node.withObject("/params").put("role", "node");
        assertThat(refusal(node.toString())).isEqualTo("RELAY_NODE_REFUSED");
        ObjectNode extra = RelayWorld.connect("operator.read");
        extra.withObject("/params").put("deviceToken", "x");
        assertThat(refusal(extra.toString())).isEqualTo("INVALID_REQUEST");
        assertThat(refusal(RelayWorld.call("c", "health"))).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void first_frame_when_no_json_or_too_long_closes_without_a_word() throws Exception {
        try (WsClient client = world.open()) {
            client.send("{nonsense");
            assertThat(client.closed()).isEqualTo(new WsClient.Closed(1000, ""));
        }
        try (WsClient client = world.open()) {
            client.send("x".repeat(65_537));
            assertThat(client.closed().code()).isEqualTo(1009);
        }
    }

    @Test
    void frames_behind_connect_when_fifteen_are_all_answered() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            client.next();
            client.send(RelayWorld.connectFrame(key, "operator.read"));
            for (int i = 0; i < 15; i++) {
                client.send(RelayWorld.call("q" + i, "health"));
            }
            assertThat(client.answer("c").path("ok").asBoolean()).isTrue();
            for (int i = 0; i < 15; i++) {
                assertThat(client.answer("q" + i).path("ok").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void backend_when_not_paired_tells_admins_alone_for_which_request() throws Exception {
        world.trust.observe(new BackendObservation.Waiting("req-7", world.backend.id(), Access.fullOperator()));
        try (WsClient viewer = world.open();
                WsClient admin = world.open()) {
            JsonNode toViewer = world.connect(viewer, world.key("vera", Role.VIEWER), "operator.read");
            assertThat(toViewer.at("/error/code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(toViewer.at("/error/retryable").asBoolean()).isTrue();
            assertThat(toViewer.toString()).doesNotContain("req-7");
            assertThat(viewer.closed().code()).isEqualTo(1013);
            JsonNode toAdmin = world.connect(admin, world.key("ada", Role.ADMIN), "operator.read");
            assertThat(toAdmin.at("/error/details/requestId").asText()).isEqualTo("req-7");
        }
    }

    @Test
    void backend_when_removed_at_the_gateway_closes_sockets_and_is_reported() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            world.connect(client, key, "operator.read");
            world.gateway.remove(world.backend.id().value());
            assertThat(client.closed().code()).isEqualTo(4001);
        }
        try (WsClient again = world.open()) {
            JsonNode answer = world.connect(again, key, "operator.read");
            assertThat(answer.at("/error/code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(again.closed().code()).isEqualTo(1013);
        }
        assertThat(world.refusals.poll(10, TimeUnit.SECONDS)).isEqualTo("AUTH_DEVICE_TOKEN_MISMATCH");
    }

    @Test
    void upgrade_when_from_a_foreign_page_is_refused_before_any_websocket() {
        assertThatThrownBy(() -> WsClient.open(world.url(), Map.of("Origin", "https://evil.example")))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> WsClient.open(world.url(), Map.of("Origin", "null")))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private String refusal(String frame) throws Exception {
        try (WsClient client = world.open()) {
            client.next();
            JsonNode answer = client.send(frame).answer("c");
            assertThat(answer.path("ok").asBoolean()).isFalse();
            assertThat(client.closed().code()).isEqualTo(1008);
            return code(answer);
        }
    }

    private static String withAuth(String member) {
        ObjectNode frame = RelayWorld.connect("operator.read");
        frame.withObject("/params/auth").put(member, "something");
        return frame.toString();
    }

    private static String code(JsonNode answer) {
        JsonNode details = answer.at("/error/details/code");
        return details.isMissingNode() ? answer.at("/error/code").asText() : details.asText();
    }
}
