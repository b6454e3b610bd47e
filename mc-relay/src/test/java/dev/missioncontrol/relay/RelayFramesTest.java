package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Role;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may and may not send once they are through. */
class RelayFramesTest {
    private static final String HEAD = "{\"type\":\"req\",\"id\":\"1\",\"method\":\"health\"";

    private RelayWorld world;
    private WsClient client;
    private int callsBefore;

    @BeforeEach
    void connect() throws Exception {
        world = new RelayWorld();
        client = world.open();
        world.connect(client, world.key("ada", Role.ADMIN), "operator.admin", "operator.read");
        callsBefore = world.gateway.calls().size();
    }

    @AfterEach
    void stop() {
        client.close();
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "device.pair.setupCode",
                "device.pair.setupStatus",
                "device.scopes.requestUpgrade",
                "device.token.issue",
                "config.set",
                "secrets.resolve",
                "users.setRole",
                "push.web.subscribe",
                "node.pair.approve",
                "channels.pairing.approve"
            })
    void method_when_fenced_is_answered_here_and_the_connection_goes_on(String method) throws Exception {
        JsonNode answer = client.send(RelayWorld.call("1", method)).answer("1");
        assertThat(answer.at("/error/details/code").asText()).isEqualTo("RELAY_METHOD_REFUSED");
        assertThat(client.send(RelayWorld.call("2", "health"))
                        .answer("2")
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(world.callsOf(method)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + ",\"method\":\"config.set\"}",
                HEAD + ",\"m\\u0065thod\":\"config.set\"}",
                HEAD + "}{}",
                HEAD
            })
    void frame_when_it_could_be_read_in_two_ways_ends_the_connection(String frame) throws Exception {
        client.send(frame);
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    @Test
    void frame_when_too_deep_ends_the_connection() throws Exception {
        client.send(HEAD + ",\"params\":" + "[".repeat(64) + "]".repeat(64) + "}");
        assertThat(client.answer("1").at("/error/details/reason").asText()).isEqualTo("too-deep");
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    @Test
    void frame_when_binary_ends_the_connection() throws Exception {
        client.sendBinary((HEAD + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    @Test
    void frame_when_its_method_comes_after_a_mebibyte_ends_the_connection() throws Exception {
        client.send("{\"type\":\"req\",\"id\":\"1\",\"params\":\"" + "x".repeat(1 << 20) + "\",\"method\":\"health\"}");
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    @Test
    void frame_when_no_request_is_answered_and_the_connection_goes_on() throws Exception {
        client.send("not json");
        assertThat(client.answer("invalid").at("/error/details/reason").asText())
                .isEqualTo("not-object");
        client.send("{\"type\":\"event\",\"id\":\"1\",\"method\":\"health\"}");
        assertThat(client.answer("invalid").at("/error/code").asText()).isEqualTo("INVALID_REQUEST");
        client.send(HEAD + ",\"expectFinal\":true}");
        assertThat(client.answer("1").at("/error/details/reason").asText()).isEqualTo("unknown-name");
        assertThat(client.send(RelayWorld.call("2", "health"))
                        .answer("2")
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(world.gateway.calls()).hasSize(callsBefore + 1);
    }

    @Test
    void frame_when_bad_after_its_beginning_went_on_never_ends_at_the_gateway() throws Exception {
        client.sendPart(HEAD + ",\"params\":{\"a\":\"" + "x".repeat(200_000), false);
        client.sendPart("\"},\"method\":\"config.set\"}", true);
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    @Test
    void frame_when_long_and_in_parts_arrives_as_it_was_sent() throws Exception {
        String params = "{\"note\":\"" + "\u00e9\ud83d\ude00".repeat(100_000) + "\"}";
        String frame = "{\"type\":\"req\",\"id\":\"1\",\"method\":\"sessions.list\",\"params\":" + params + "}";
        client.sendPart(frame.substring(0, 100), false);
        client.sendPart(frame.substring(100, 150_001), false);
        client.sendPart(frame.substring(150_001), true);
        client.answer("1");
        assertThat(world.gateway.calls())
                .filteredOn(call -> call.method().equals("sessions.list"))
                .singleElement()
                .satisfies(call -> assertThat(call.paramsJson()).isEqualTo(params));
    }

    @Test
    void frame_when_over_the_payload_limit_ends_the_connection() throws Exception {
        String piece = "x".repeat(1 << 20);
        client.sendPart(HEAD + ",\"params\":\"", false);
        for (int i = 0; i < 25 && client.isOpen(); i++) {
            sendUnlessClosed(piece);
        }
        assertThat(client.closed().code()).isEqualTo(1009);
        assertThat(world.gateway.calls()).hasSize(callsBefore);
    }

    private void sendUnlessClosed(String piece) throws Exception {
        try {
            client.sendPart(piece, false);
        } catch (ExecutionException closed) {
            assertThat(client.closed().code()).isEqualTo(1009);
        }
    }
}
