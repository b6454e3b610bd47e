package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How calls end. */
class GatewayCallsTest extends ClientScene {
    @Test
    void call_whenAnswered_completesWithItsOwnAnswer() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<Reply> first = client.call("health", "{\"a\":1}", SOON);
        CompletionStage<Reply> second = client.call("status", "{}", SOON);
        String firstId = ScriptedGateway.receive(peer).get("id").asText();
        String secondId = ScriptedGateway.receive(peer).get("id").asText();
        peer.send("{\"type\":\"res\",\"id\":\"" + secondId + "\",\"ok\":true,\"payload\":{\"n\": 2.0}}");
        peer.send("{\"type\":\"res\",\"id\":\"" + firstId + "\",\"ok\":false,\"error\":{\"code\":\"FORBIDDEN\","
                + "\"message\":\"m\",\"details\":{\"code\":\"MISSING_SCOPE\"}}}");

        assertThat(reply(second)).isEqualTo(new Reply.Result("{\"n\": 2.0}"));
        assertThat(reply(first))
                .isEqualTo(new Reply.Refused(
                        "FORBIDDEN", "MISSING_SCOPE", "{\"code\":\"MISSING_SCOPE\"}", "m", false, null));
    }

    @Test
    void call_whenNobodyAnswers_timesOutAndTheLateAnswerDoesNoHarm() throws Exception {
        ScriptedPeer peer = ready();
        assertThat(reply(client.call("health", "{}", Duration.ofMillis(50)))).isEqualTo(new Reply.TimedOut());
        String id = ScriptedGateway.receive(peer).get("id").asText();
        peer.send("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true}");
        peer.send("{\"type\":\"res\",\"id\":\"never-asked\",\"ok\":true}");
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");

        hears("tick null");
    }

    @Test
    void call_whenTheSocketDrops_isUnknownAndNotReplayed() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<Reply> call = client.call("chat.send", "{}", SOON);
        ScriptedGateway.receive(peer);
        peer.vanish();

        assertThat(reply(call)).isEqualTo(new Reply.Unknown());
        hears("BackingOff CONNECTION_LOST", "Connecting", "Proving");
        ScriptedPeer again = server.accept();
        JsonNode connect = ScriptedGateway.welcome(again, "dt-2");
        hears("Ready");
        assertThat(connect.get("params").get("auth").toString()).isEqualTo("{\"deviceToken\":\"dt-1\"}");
        assertThat(kept()).isEqualTo("dt-2");
        client.call("health", "{}", SOON);
        assertThat(ScriptedGateway.receive(again).get("method").asText()).isEqualTo("health");
    }

    @Test
    void call_whenNotReadyOrTooMany_isRefusedWithoutBeingSent() throws Exception {
        assertThat(((Reply.Refused) reply(client.call("health", "{}", SOON))).code())
                .isEqualTo(Reply.Refused.NOT_CONNECTED);
        ScriptedPeer peer = ready();
        client.call("one", "{}", SOON);
        client.call("two", "{}", SOON);

        assertThat(((Reply.Refused) reply(client.call("three", "{}", SOON))).code())
                .isEqualTo(Reply.Refused.TOO_MANY_CALLS);
        assertThat(ScriptedGateway.receive(peer).get("method").asText()).isEqualTo("one");
        assertThatThrownBy(() -> client.call("four", "{}}", SOON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void devices_whenManaged_callTheGatewaysMethods() throws Exception {
        ScriptedPeer peer = ready();
        DeviceId device = new DeviceId("ab".repeat(32));
        client.devices().approve("req-\"1");
        assertThat(ScriptedGateway.receive(peer).get("params").get("requestId").asText())
                .isEqualTo("req-\"1");
        client.devices().rotate(device, Access.operator(Scope.READ));
        JsonNode rotate = ScriptedGateway.receive(peer);

        assertThat(rotate.get("method").asText()).isEqualTo("device.token.rotate");
        assertThat(rotate.get("params").toString())
                .isEqualTo("{\"deviceId\":\"" + device + "\",\"role\":\"operator\",\"scopes\":[\"operator.read\"]}");
    }

    private static void answer(ScriptedPeer peer, String id) {
        peer.send("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true}");
    }

    private static String idOf(ScriptedPeer peer) throws InterruptedException {
        return ScriptedGateway.receive(peer).get("id").asText();
    }

    private static String code(Reply reply) {
        return ((Reply.Refused) reply).code();
    }

    @Test
    void calls_whenThreeInARowAreNotAnswered_reconnect() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i < 3; i++) {
            assertThat(reply(client.call("health", "{}", Duration.ofMillis(20))))
                    .isEqualTo(new Reply.TimedOut());
        }

        assertThat(peer.closeCode()).isEqualTo(4000);
        hears("BackingOff CALLS_UNANSWERED", "Connecting");
    }

    @Test
    void calls_whenOneIsAnsweredBetween_keepTheConnection() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i < 4; i++) {
            assertThat(reply(client.call("health", "{}", Duration.ofMillis(20))))
                    .isEqualTo(new Reply.TimedOut());
            String late = idOf(peer);
            if (i == 1) {
                answer(peer, late);
                CompletionStage<Reply> good = client.call("health", "{}", SOON);
                answer(peer, idOf(peer));
                assertThat(reply(good)).isEqualTo(new Reply.Result("null"));
            }
        }
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");

        hears("tick null");
    }

    @Test
    void answers_whenOneIsRepeatedAHundredTimes_endTheConnection() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<Reply> call = client.call("health", "{}", SOON);
        String id = idOf(peer);
        answer(peer, id);
        assertThat(reply(call)).isEqualTo(new Reply.Result("null"));
        for (int i = 0; i <= 100; i++) {
            answer(peer, id);
        }

        assertThat(peer.closeCode()).isEqualTo(1002);
    }

    @Test
    void answers_whenTheyAreOnlyLate_areNotCounted() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i <= 100; i++) {
            assertThat(reply(client.call("health", "{}", Duration.ofMillis(1)))).isEqualTo(new Reply.TimedOut());
            answer(peer, idOf(peer));
            CompletionStage<Reply> next = client.call("status", "{}", SOON);
            answer(peer, idOf(peer));
            assertThat(reply(next)).isEqualTo(new Reply.Result("null"));
        }
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");

        hears("tick null");
    }

    @Test
    void calls_whenMadeOffline_waitInOrderAndTheOneTooManyIsRefused() throws Exception {
        try (GatewayClient patient = builder().maxOfflineCalls(2).build()) {
            CompletionStage<Reply> first = patient.call("one", "{\"a\":1}", SOON);
            CompletionStage<Reply> second = patient.call("two", "{}", SOON);
            for (int i = 0; i < 100_000; i++) {
                patient.call("flood", "{}", SOON);
            }
            assertThat(code(reply(patient.call("three", "{}", SOON)))).isEqualTo(Reply.Refused.QUEUE_FULL);
            assertThatThrownBy(() -> patient.call("four", "[]", SOON)).isInstanceOf(IllegalArgumentException.class);
            patient.start();
            ScriptedPeer peer = server.accept();
            ScriptedGateway.welcome(peer, "dt-1");
            JsonNode one = ScriptedGateway.receive(peer);
            JsonNode two = ScriptedGateway.receive(peer);
            answer(peer, two.get("id").asText());

            assertThat(one.get("method").asText()).isEqualTo("one");
            assertThat(one.get("params").toString()).isEqualTo("{\"a\":1}");
            assertThat(two.get("method").asText()).isEqualTo("two");
            assertThat(reply(second)).isEqualTo(new Reply.Result("null"));
            peer.vanish();
            assertThat(reply(first)).isEqualTo(new Reply.Unknown());
            ScriptedPeer again = server.accept();
            ScriptedGateway.welcome(again, "dt-1");
            patient.call("five", "{}", SOON);
            assertThat(ScriptedGateway.receive(again).get("method").asText())
                    .as("what was sent is not sent again")
                    .isEqualTo("five");
        }
    }

    @Test
    void calls_whenOfflineForTooLong_areRefusedAndNeverSent() throws Exception {
        CompletionStage<Reply> waiting;
        GatewayClient closed;
        try (GatewayClient patient = builder().maxOfflineCalls(5).build()) {
            CompletionStage<Reply> late = patient.call("late", "{}", Duration.ofMillis(50));
            assertThat(code(reply(late))).isEqualTo(Reply.Refused.NOT_CONNECTED);
            waiting = patient.call("waiting", "{}", SOON);
            closed = patient;
        }
        assertThat(code(reply(waiting))).isEqualTo(Reply.Refused.NOT_CONNECTED);
        assertThat(code(reply(closed.call("closed", "{}", SOON)))).isEqualTo(Reply.Refused.NOT_CONNECTED);
    }

    @Test
    void calls_whenOfflineAndLong_areBoundedByTheirLength() throws Exception {
        try (GatewayClient patient = builder().maxOfflineCalls(1_000).build()) {
            String big = "{\"a\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}";
            patient.call("big", big, SOON);

            assertThat(code(reply(patient.call("big", big, SOON)))).isEqualTo(Reply.Refused.QUEUE_FULL);
        }
    }
}
