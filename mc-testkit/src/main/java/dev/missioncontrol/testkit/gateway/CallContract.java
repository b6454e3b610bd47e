package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How calls are judged and answered once a client is in. */
abstract class CallContract extends DeviceContract {
    @Test
    void call_withoutItsScope_isForbiddenByName() {
        RawClient reader = reader();
        isMissing(reader.call("sessions.send", object("key", "main").put("message", "x")), "operator.write");
        isMissing(reader.call("config.set"), "operator.admin");
        isMissing(reader.call("device.pair.list"), "operator.pairing");
        isMissing(in(helper()).call("sessions.list"), "operator.read");
    }

    @Test
    void health_withoutAnyScope_isAnswered() {
        JsonNode answer = in(helper()).call("health");
        assertTrue(answer.path("payload").path("ok").asBoolean(), () -> "the answer " + answer);
    }

    @Test
    void dashboardReads_withReadScope_haveTheirShapes() {
        RawClient reader = reader();
        JsonNode sessions = reader.call("sessions.list").path("payload");
        assertTrue(sessions.path("sessions").isArray());
        assertEquals(sessions.path("sessions").size(), sessions.path("count").asInt());
        assertTrue(sessions.path("ts").isIntegralNumber());
        assertTrue(reader.call("system-presence").path("payload").isArray());
        assertTrue(reader.call("status").path("payload").path("sessions").has("count"));
        assertTrue(reader.call("sessions.subscribe")
                .path("payload")
                .path("subscribed")
                .asBoolean());
        assertTrue(reader.call("agents.list").path("payload").path("agents").isArray());
    }

    @Test
    void write_withWriteScope_isSeenByReaders() {
        RawClient reader = reader();
        RawClient writer = in(helper().asking("operator.write"));
        reader.call("sessions.subscribe");
        JsonNode created = writer.call("sessions.create", object("label", "contract " + UUID.randomUUID()));
        assertTrue(created.path("ok").asBoolean(), () -> "refused: " + created);
        String key = created.path("payload").path("key").asText();

        while (!reader.event("sessions.changed")
                .path("payload")
                .path("sessionKey")
                .asText()
                .equals(key)) {
            assertFalse(key.isEmpty(), "a key");
        }
        JsonNode sessions = reader.call("sessions.list").path("payload").path("sessions");
        assertTrue(sessions.findValuesAsText("key").contains(key), "the new session in the list");
    }

    @Test
    void unknownMethod_forReader_looksLikeAdminsOwn() {
        isMissing(reader().call("no.such.method"), "operator.admin");
    }

    @Test
    void unknownMethod_forAdmin_isInvalid() {
        isInvalid(admin().call("no.such.method"));
    }

    @Test
    void secondConnect_byReaderOrAdmin_isRefusedAndSocketStays() {
        RawClient reader = reader();
        isMissing(reader.call("connect"), "operator.admin");
        RawClient admin = admin();
        isInvalid(admin.call("connect"));
        assertTrue(reader.call("health").path("ok").asBoolean());
        assertTrue(admin.call("health").path("ok").asBoolean());
    }

    @Test
    void nodeMethod_byOperator_isRefusedAndEndsTheSocketWhenRepeated() {
        RawClient reader = reader();
        for (int i = 0; i < 12; i++) {
            reader.request("n" + i, "node.event", object("event", "x"));
        }
        isInvalid(reader.answer("n0"));
        assertEquals(new Closed(1008, "repeated unauthorized calls"), reader.closed());
    }

    @Test
    void params_outsideTheirShape_areInvalid() {
        isInvalid(reader().call("sessions.list", object("bogus", "1")));
        isInvalid(admin().call("device.pair.list", object("bogus", "1")));
    }

    @Test
    void call_forOtherProfile_isNotStarted() {
        RawClient reader = reader();
        reader.text("{\"type\":\"req\",\"id\":\"p\",\"method\":\"health\",\"expectedProfileId\":\"nope\"}");
        JsonNode error = reader.answer("p").path("error");
        assertEquals("INVALID_REQUEST", error.path("code").asText());
        assertEquals(
                "EXPECTED_PROFILE_MISMATCH",
                error.path("details").path("reason").asText());
    }

    @Test
    void malformedText_afterHello_isIgnored() {
        RawClient reader = reader();
        reader.text("{oops");
        assertTrue(reader.call("health").path("ok").asBoolean());
    }

    @Test
    void noRequest_afterHello_isAnsweredUnderItsIdOrInvalid() {
        RawClient reader = reader();
        for (String text : List.of("42", "[]", "null", "{\"type\":\"hello\"}")) {
            reader.text(text);
            isInvalid(reader.answer("invalid"));
        }
        reader.text("{\"type\":\"req\",\"id\":\"x1\"}");
        isInvalid(reader.answer("x1"));
        reader.text("{\"type\":\"req\",\"id\":\"x2\",\"method\":\"\"}");
        isInvalid(reader.answer("x2"));
        reader.text("{\"type\":\"req\",\"id\":\"x3\",\"method\":\"health\",\"expectFinal\":true}");
        isInvalid(reader.answer("x3"));
        assertTrue(reader.call("health").path("ok").asBoolean());
    }

    @Test
    void repeatedName_inFrame_countsTheLast() {
        RawClient reader = reader();
        reader.text("{\"type\":\"req\",\"id\":\"d1\",\"method\":\"chat.send\",\"method\":\"health\"}");
        assertTrue(reader.answer("d1").path("ok").asBoolean());
        reader.text("{\"type\":\"req\",\"id\":\"d2\",\"method\":\"health\",\"method\":\"config.set\"}");
        isMissing(reader.answer("d2"), "operator.admin");
    }

    @Test
    void escapedName_inFrame_isTheName() {
        RawClient reader = reader();
        reader.text("{\"type\":\"req\",\"id\":\"e\",\"m\\u0065thod\":\"health\"}");
        assertTrue(reader.answer("e").path("ok").asBoolean());
    }

    @Test
    void binaryFrame_afterHello_isReadAsText() {
        RawClient reader = reader();
        reader.binary("{\"type\":\"req\",\"id\":\"b\",\"method\":\"health\"}");
        assertTrue(reader.answer("b").path("ok").asBoolean());
    }

    @Test
    void sameId_twice_isAnsweredTwice() {
        RawClient reader = reader();
        reader.request("same", "health", object());
        reader.request("same", "health", object());
        assertTrue(reader.answer("same").path("ok").asBoolean());
        assertTrue(reader.answer("same").path("ok").asBoolean());
    }

    @Test
    void frameOver64KiB_afterHello_isTaken() {
        assertTrue(reader().call("health", object("pad", "x".repeat(100_000)))
                .path("ok")
                .asBoolean());
    }

    RawClient reader() {
        return in(helper().asking("operator.read"));
    }

    private static void isMissing(JsonNode answer, String scope) {
        JsonNode error = answer.path("error");
        assertEquals("FORBIDDEN", error.path("code").asText(), () -> "the answer " + answer);
        assertEquals("MISSING_SCOPE", error.path("details").path("code").asText());
        assertEquals(scope, error.path("details").path("missingScope").asText());
        assertEquals(List.of(scope), texts(error.path("details").path("requiredScopes")));
    }

    private static void isInvalid(JsonNode answer) {
        assertEquals("INVALID_REQUEST", answer.path("error").path("code").asText(), () -> "the answer " + answer);
        assertFalse(answer.path("error").has("details"), () -> "details in " + answer);
    }
}
