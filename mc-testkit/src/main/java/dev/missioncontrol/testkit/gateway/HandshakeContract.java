package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Frames before the hello: schema, protocol range, roles, limits, and what is sent too early. */
abstract class HandshakeContract extends ProofContract {
    @Test
    void connect_withUnknownMember_failsSchema() {
        isSchemaFault(refused(helper().butThen(params -> params.put("deviceToken", "x"))));
        isSchemaFault(refused(helper().butThen(client(client -> client.put("vendor", "x")))));
    }

    @Test
    void connect_withUnknownClient_failsSchema() {
        isSchemaFault(refused(helper().butThen(client(client -> client.put("id", "mission-control")))));
        isSchemaFault(refused(helper().butThen(client(client -> client.put("mode", "server")))));
    }

    @Test
    void connect_withoutParams_failsSchema() {
        RawClient client = open();
        client.text("{\"type\":\"req\",\"id\":\"1\",\"method\":\"connect\"}");
        isSchemaFault(new Refused(client.answer("1").path("error"), client.closed()));
    }

    @Test
    void connect_fromProtocolZero_failsSchema() {
        isSchemaFault(refused(helper().butThen(params -> params.put("minProtocol", 0))));
    }

    @Test
    void connect_outsideProtocolFour_isRefused() {
        for (int only : List.of(3, 5)) {
            Refused refused = refused(helper().butThen(range(only, only)));
            refused.is("INVALID_REQUEST", "PROTOCOL_MISMATCH", 1002);
            assertEquals(4, refused.details().path("expectedProtocol").asInt());
            assertEquals(only, refused.details().path("clientMinProtocol").asInt());
            assertEquals(only, refused.details().path("clientMaxProtocol").asInt());
            assertEquals("protocol mismatch", refused.closed().reason());
        }
    }

    @Test
    void connect_withRangeAroundFour_isTaken() {
        assertEquals(4, hello(helper().butThen(range(3, 4))).path("protocol").asInt());
        assertEquals(4, hello(helper().butThen(range(1, 99))).path("protocol").asInt());
    }

    @Test
    void connect_inUnknownRole_isRefused() {
        isSchemaFault(refused(helper().inRole("boss")));
    }

    @Test
    void connect_asWorker_isDroppedWithoutAnswer() {
        RawClient client = open();
        Login worker = Login.as("openclaw-worker", "worker")
                .inRole("worker")
                .withToken(gateway().sharedToken());
        client.request("connect", "connect", worker.params(client.challenge()));
        assertEquals(new Closed(1008, "invalid-handshake"), client.closed());
    }

    @Test
    void firstFrame_notJson_closesWithoutReason() {
        assertEquals(new Closed(1000, ""), closedAfter("{oops"));
    }

    @Test
    void firstFrame_noRequest_closesByPolicy() {
        assertEquals(1008, closedAfter("42").code());
        assertEquals(1008, closedAfter("{\"type\":\"event\",\"event\":\"x\"}").code());
    }

    @Test
    void firstRequest_notConnect_isAnsweredAndClosed() {
        RawClient client = open();
        client.request("early", "health", object());
        isSchemaFault(new Refused(client.answer("early").path("error"), client.closed()));
    }

    @Test
    void firstFrame_over64KiB_closes() {
        Closed closed = closedAfter("{\"pad\":\"" + "x".repeat(70_000) + "\"}");
        assertTrue(Set.of(1009, 1006).contains(closed.code()), () -> "closed " + closed);
    }

    @Test
    void requestsBehindConnect_beforeHello_areAnsweredInOrder() {
        RawClient client = open();
        client.request("connect", "connect", helper().asking("operator.read").params(client.challenge()));
        for (int i = 0; i < 14; i++) {
            client.request("behind-" + i, "health", object());
        }
        assertTrue(client.answer("connect").path("ok").asBoolean());
        for (int i = 0; i < 14; i++) {
            JsonNode answer = client.answer("behind-" + i);
            assertTrue(answer.path("ok").asBoolean(), () -> "refused: " + answer);
        }
    }

    @Test
    void binaryFrame_withConnect_isReadAsText() {
        RawClient client = open();
        ObjectNode frame = object("type", "req").put("id", "b").put("method", "connect");
        frame.set("params", helper().params(client.challenge()));
        client.binary(frame.toString());
        assertTrue(client.answer("b").path("ok").asBoolean());
    }

    @Test
    void connections_ofOneBackend_haveIdsOfTheirOwn() {
        String first = hello(helper()).path("server").path("connId").asText();
        assertFalse(first.equals(hello(helper()).path("server").path("connId").asText()));
    }

    private Closed closedAfter(String text) {
        RawClient client = open();
        client.text(text);
        return client.closed();
    }

    private static Consumer<ObjectNode> range(int min, int max) {
        return params -> params.put("minProtocol", min).put("maxProtocol", max);
    }

    private static Consumer<ObjectNode> client(Consumer<ObjectNode> change) {
        return params -> change.accept(params.withObject("/client"));
    }
}
