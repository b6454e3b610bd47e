package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.LiveConnection;
import dev.missioncontrol.trust.TrustPolicies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway takes the relay's word about who a person is, and nobody else's. */
class TrustedProxyTest {
    private RelayWorld world;

    @BeforeEach
    void start() throws Exception {
        world = world(PersonHeaders.in(RelayWorld.USER_HEADER));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static RelayWorld world(PersonHeaders persons) throws Exception {
        return RelayWorld.naming(
                persons, TrustPolicies.anyOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
    }

    @ParameterizedTest
    @CsvSource({"cli,cli", "gateway-client,backend", "gateway-client,ui", "openclaw-control-ui,webchat"})
    void two_persons_are_named_each_with_their_own_scopes_under_one_device(String id, String mode) throws Exception {
        Secret vera = world.key("vera", Role.VIEWER);
        Secret olga = world.key("olga", Role.OPERATOR);
        try (WsClient a = world.open();
                WsClient b = world.open()) {
            assertThat(scopes(connect(a, vera, id, mode))).containsExactly("operator.read");
            assertThat(scopes(connect(b, olga, id, mode))).containsExactlyInAnyOrder("operator.read", "operator.write");

            List<LiveConnection> persons = persons();
            assertThat(persons)
                    .extracting(LiveConnection::user)
                    .containsExactly(Optional.of("vera"), Optional.of("olga"));
            assertThat(persons).extracting(LiveConnection::clientId).containsOnly(id);
            assertThat(persons.get(0).scopes()).containsExactly("operator.read");
            assertThat(persons).extracting(LiveConnection::device).containsOnly(Optional.of(world.backend.id()));
            assertThat(world.gateway.devices()).hasSize(1);
            assertThat(world.gateway.pending()).isEmpty();
        }
    }

    @Test
    void viewer_who_writes_is_refused_by_the_gateway_itself() throws Exception {
        try (WsClient client = world.open()) {
            connect(client, world.key("vera", Role.VIEWER), "cli", "cli");
            JsonNode answer = client.send(RelayWorld.call("1", "chat.send")).answer("1");
            assertThat(answer.at("/error/details/code").asText()).isEqualTo("MISSING_SCOPE");
        }
        assertThat(world.callsOf("chat.send")).containsExactly("FORBIDDEN");
    }

    @Test
    void device_removed_at_the_gateway_closes_every_person_s_connection() throws Exception {
        try (WsClient a = world.open();
                WsClient b = world.open()) {
            connect(a, world.key("vera", Role.VIEWER), "cli", "cli");
            connect(b, world.key("olga", Role.OPERATOR), "cli", "cli");

            world.gateway.remove(world.backend.id().value());

            assertThat(a.closed().code()).isEqualTo(4001);
            assertThat(b.closed().code()).isEqualTo(4001);
        }
    }

    @Test
    void names_and_scopes_a_client_sends_itself_count_for_nothing() throws Exception {
        StartedSession session = world.signIn(world.user("vera", Role.VIEWER));
        Map<String, String> forged = new HashMap<>(world.browser(session));
        forged.put("X-Forwarded-User", "ada");
        forged.put("X-Forwarded-For", "198.51.100.9");
        forged.put("X-OpenClaw-Scopes", "operator.admin");
        try (WsClient client = WsClient.open(world.url(), forged)) {
            assertThat(scopes(world.connect(client, null, "operator.read", "operator.admin")))
                    .containsExactly("operator.read");
            assertThat(persons()).extracting(LiveConnection::user).containsExactly(Optional.of("vera"));
        }
    }

    @Test
    void person_whose_name_cannot_be_sent_is_refused_before_the_gateway_hears_of_them() throws Exception {
        try (WsClient client = world.open()) {
            JsonNode answer = connect(client, world.key("v\u00e9ra", Role.VIEWER), "cli", "cli");

            assertThat(answer.at("/error/details/code").asText()).isEqualTo("AUTH_VERIFIED_USER_REQUIRED");
            assertThat(client.closed().code()).isEqualTo(1008);
            assertThat(persons()).isEmpty();
        }
    }

    @Test
    void directory_that_fails_refuses() throws Exception {
        world.close();
        world = world(PersonHeaders.in(RelayWorld.USER_HEADER).naming(user -> {
            throw new IllegalStateException("no directory");
        }));
        try (WsClient client = world.open()) {
            JsonNode answer = connect(client, world.key("vera", Role.VIEWER), "cli", "cli");

            assertThat(answer.at("/error/code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(persons()).isEmpty();
        }
    }

    @Test
    void paired_device_nobody_signed_in_on_has_no_name_and_is_refused() throws Exception {
        DeviceIdentity device = DeviceIdentity.generate(world.random);
        world.pair(device.id(), Access.operator(Scope.READ), null);
        try (WsClient client = world.open()) {
            Challenge challenge = Proofs.challenge(client.next());
            JsonNode answer = client.send(Proofs.connect(device, null, challenge, PayloadVersion.V3))
                    .answer("c");

            assertThat(answer.at("/error/details/code").asText()).isEqualTo("AUTH_VERIFIED_USER_REQUIRED");
        }
    }

    @Test
    void hello_for_a_named_person_holds_no_credential_of_the_backend() throws Exception {
        try (WsClient client = world.open()) {
            JsonNode hello = connect(client, world.key("vera", Role.VIEWER), "cli", "cli");

            assertThat(hello.at("/payload/auth").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("method", "role", "scopes");
            assertThat(hello.at("/payload/auth/method").asText()).isEqualTo("trusted-proxy");
        }
    }

    private static List<String> scopes(JsonNode hello) {
        assertThat(hello.path("ok").asBoolean()).as(hello.toString()).isTrue();
        return StreamSupport.stream(hello.at("/payload/auth/scopes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode connect(WsClient client, Secret key, String id, String mode) throws Exception {
        client.next();
        ObjectNode frame =
                (ObjectNode) RelayWorld.read(RelayWorld.connectFrame(key, "operator.read", "operator.write"));
        frame.withObject("/params/client").put("id", id).put("mode", mode);
        return client.send(frame.toString()).answer("c");
    }

    /** What the gateway knows of everybody but the backend itself. */
    private List<LiveConnection> persons() {
        return world.gateway.connections().stream()
                .filter(line -> !line.user().equals(Optional.of("mission-control")))
                .toList();
    }
}
