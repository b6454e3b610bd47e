package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose answers have a shape here. */
class TypedCallsTest extends ClientScene {
    private static final DeviceId DEVICE = new DeviceId("ab".repeat(32));

    private static <T> Answer<T> answered(ScriptedPeer peer, Supplier<CompletionStage<Answer<T>>> call, String payload)
            throws Exception {
        CompletionStage<Answer<T>> answer = call.get();
        String id = ScriptedGateway.receive(peer).get("id").asText();
        peer.send("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true,\"payload\":" + payload + "}");
        return answer.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void devices_whenListed_areRead() throws Exception {
        Answer<DeviceListing> answer = answered(
                ready(),
                () -> client.devices().listing(),
                "{\"pending\":[],\"paired\":[{\"deviceId\":\"" + DEVICE
                        + "\",\"publicKey\":\"k\",\"displayName\":\"MC 1\","
                        + "\"operatorLabel\":\"Office\",\"platform\":\"linux\",\"clientId\":\"cli\",\"clientMode\":\"cli\","
                        + "\"approvedAtMs\":3,\"lastSeenAtMs\":4,\"connected\":true,\"more\":[],\"tokens\":[{"
                        + "\"role\":\"operator\",\"scopes\":[\"operator.read\"],\"createdAtMs\":1,\"revokedAtMs\":2}]}]}");

        assertThat(answer)
                .isEqualTo(new Answer.Given<>(new DeviceListing(
                        List.of(),
                        List.of(new KnownDevice(
                                DEVICE,
                                "MC 1",
                                "Office",
                                "linux",
                                null,
                                "cli",
                                "cli",
                                KnownDevice.Presence.CONNECTED,
                                List.of(new KnownDevice.TokenSummary(
                                        "operator",
                                        List.of("operator.read"),
                                        Instant.ofEpochMilli(1),
                                        null,
                                        Instant.ofEpochMilli(2),
                                        null)),
                                Instant.ofEpochMilli(3),
                                Instant.ofEpochMilli(4))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"pending\":[{}],\"paired\":[]}",
                "{\"pending\":[],\"paired\":[{\"deviceId\":7}]}"
            })
    void devices_whenOfAnotherShape_areNotGiven(String payload) throws Exception {
        assertThat(answered(ready(), () -> client.devices().listing(), payload))
                .isEqualTo(new Answer.NotGiven<DeviceListing>(new Reply.Result(payload)));
    }

    @Test
    void devices_whenNotConnected_areNotGiven() throws Exception {
        Answer<DeviceListing> answer =
                client.devices().listing().toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(((Answer.NotGiven<DeviceListing>) answer).reply()).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void sessions_whenListed_areRead() throws Exception {
        Answer<List<SessionSummary>> answer = answered(
                ready(),
                () -> client.sessions().list(),
                "{\"ts\":1,\"count\":2,\"sessions\":[{\"key\":\"agent:main:main\",\"sessionId\":\"s\",\"agentId\":\"main\","
                        + "\"label\":\"Main\",\"updatedAt\":5},{\"key\":\"k2\",\"label\":null}]}");

        assertThat(answer)
                .isEqualTo(new Answer.Given<>(List.of(
                        new SessionSummary("agent:main:main", "s", "main", "Main", Instant.ofEpochMilli(5)),
                        new SessionSummary("k2", null, null, null, null))));
    }

    @Test
    void methods_whenCalled_haveTheGatewaysNamesAndParameters() throws Exception {
        ScriptedPeer peer = ready();
        GatewayDevices devices = client.devices();
        assertSent(peer, devices.reject("r"), "device.pair.reject", "{\"requestId\":\"r\"}");
        assertSent(peer, devices.remove(DEVICE), "device.pair.remove", "{\"deviceId\":\"" + DEVICE + "\"}");
        assertSent(
                peer,
                devices.rename(DEVICE, "Office"),
                "device.pair.rename",
                "{\"deviceId\":\"" + DEVICE + "\",\"label\":\"Office\"}");
        assertSent(
                peer,
                devices.rotate(DEVICE, ClientRole.OPERATOR),
                "device.token.rotate",
                "{\"deviceId\":\"" + DEVICE + "\",\"role\":\"operator\"}");
        assertSent(
                peer,
                devices.rotate(DEVICE, Access.operator(Scope.READ)),
                "device.token.rotate",
                "{\"deviceId\":\"" + DEVICE + "\",\"role\":\"operator\",\"scopes\":[\"operator.read\"]}");
        assertSent(
                peer,
                devices.revoke(DEVICE, ClientRole.NODE),
                "device.token.revoke",
                "{\"deviceId\":\"" + DEVICE + "\",\"role\":\"node\"}");
        assertSent(peer, client.sessions().subscribe(), "sessions.subscribe", "{}");
    }

    private static void assertSent(ScriptedPeer peer, CompletionStage<Reply> call, String method, String params)
            throws Exception {
        JsonNode request = ScriptedGateway.receive(peer);
        peer.send("{\"type\":\"res\",\"id\":\"" + request.get("id").asText() + "\",\"ok\":true}");

        assertThat(request.get("method").asText()).isEqualTo(method);
        assertThat(request.get("params").toString()).isEqualTo(params);
        assertThat(reply(call)).isEqualTo(new Reply.Result("null"));
    }
}
