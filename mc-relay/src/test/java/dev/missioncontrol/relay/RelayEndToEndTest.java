package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayEndToEndTest {
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
    void viewer_when_reading_gets_the_gateway_s_answer() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            JsonNode hello = world.connect(client, key, "operator.read", "operator.admin");
            assertThat(hello.path("ok").asBoolean()).isTrue();
            assertThat(hello.at("/payload/auth/scopes").toString()).isEqualTo("[\"operator.read\"]");
            JsonNode sessions =
                    client.send(RelayWorld.call("1", "sessions.list")).answer("1");
            assertThat(sessions.path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void viewer_when_writing_is_forbidden_by_the_gateway_itself() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            world.connect(client, key, "operator.read", "operator.write");
            JsonNode answer = client.send(RelayWorld.call("1", "chat.send")).answer("1");
            assertThat(answer.at("/error/code").asText()).isEqualTo("FORBIDDEN");
            assertThat(answer.at("/error/details/code").asText()).isEqualTo("MISSING_SCOPE");
        }
        assertThat(world.callsOf("chat.send")).containsExactly("FORBIDDEN");
    }

    @Test
    void session_when_ended_closes_its_socket_at_once_and_no_other() throws Exception {
        UserId user = world.user("olga", Role.OPERATOR);
        StartedSession a = world.signIn(user);
        StartedSession b = world.signIn(user);
        try (WsClient laptopA = world.openAs(a);
                WsClient laptopB = world.openAs(b)) {
            assertThat(world.connect(laptopA, null, "operator.read").path("ok").asBoolean())
                    .isTrue();
            assertThat(world.connect(laptopB, null, "operator.read").path("ok").asBoolean())
                    .isTrue();
            world.sessions.end(b.session().id(), Actor.user(user), SessionEnd.SIGNED_OUT);
            assertThat(laptopB.closed().code()).isEqualTo(4001);
            assertThat(laptopA.send(RelayWorld.call("1", "health"))
                            .answer("1")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(world.audit.read(0, 1000))
                .extracting(record -> record.event().action())
                .contains(AuditAction.RELAY_CONNECTED);
    }

    @Test
    void record_of_a_connection_names_its_key_or_session_by_public_id() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        StartedSession session = world.signIn(world.user("olga", Role.OPERATOR));
        try (WsClient vera = world.open();
                WsClient olga = world.openAs(session)) {
            world.connect(vera, key, "operator.read");
            world.connect(olga, null, "operator.read");
        }
        List<AuditEvent> records = world.recorded(AuditAction.RELAY_CONNECTED);
        assertThat(records).extracting(AuditEvent::actor).containsExactly("vera", "olga");
        assertThat(records.get(0).detail())
                .containsEntry("key", world.keys.list().get(0).id())
                .doesNotContainKey("session");
        assertThat(records.get(1).detail())
                .containsEntry("session", session.session().id())
                .doesNotContainKey("key");
    }

    @Test
    void key_when_revoked_closes_its_socket() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            world.connect(client, key, "operator.read");
            world.keys.revoke(Actor.system(), world.keys.list().get(0).id());
            assertThat(client.closed().code()).isEqualTo(4001);
        }
    }

    @Test
    void gateway_when_it_restarts_passes_its_farewell_and_takes_clients_again() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            world.connect(client, key, "operator.read");
            world.gateway.restart();
            assertThat(client.closed()).isEqualTo(new WsClient.Closed(1012, "service restart"));
            assertThat(client.texts()).anySatisfy(text -> assertThat(text).contains("\"shutdown\""));
        }
        try (WsClient again = world.open()) {
            assertThat(world.connect(again, key, "operator.read").path("ok").asBoolean())
                    .isTrue();
        }
        assertThat(world.gateway.devices()).hasSize(1);
    }

    @Test
    void events_when_the_gateway_sends_them_arrive_in_order_and_without_holes() throws Exception {
        try (WsClient client = world.open()) {
            world.connect(client, world.key("vera", Role.VIEWER), "operator.read");
            for (int i = 0; i < 200; i++) {
                world.gateway.emit("health", "{\"n\":" + i + "}");
            }
            client.send(RelayWorld.call("1", "health")).answer("1");
            List<Long> numbers = client.texts().stream()
                    .map(RelayWorld::read)
                    .filter(message -> message.has("seq"))
                    .map(message -> message.get("seq").asLong())
                    .toList();
            assertThat(numbers).hasSizeGreaterThanOrEqualTo(200).isSorted().doesNotHaveDuplicates();
            assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).isEqualTo(numbers.size() - 1);
        }
    }
}
