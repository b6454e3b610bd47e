package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the backend's own device gets more scopes. */
class ScopeUpgradeTest extends ClientScene {
    private static ScopeUpgrade result(CompletionStage<ScopeUpgrade> upgrade) throws Exception {
        return upgrade.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static void answer(ScriptedPeer peer, JsonNode request, String payload) {
        peer.send("{\"type\":\"res\",\"id\":\"" + request.get("id").asText() + "\",\"ok\":true,\"payload\":" + payload
                + "}");
    }

    @Test
    void scopes_whenApproved_areAskedForWithTheWiderTokenFromThenOn() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<ScopeUpgrade> asking = client.requestScopes(Set.of(Scope.WRITE, Scope.READ));
        JsonNode request = ScriptedGateway.receive(peer);
        answer(peer, request, "{\"requestId\":\"req-1\"}");
        assertThat(request.get("method").asText()).isEqualTo("device.scopes.requestUpgrade");
        assertThat(request.get("params").toString()).isEqualTo("{\"scopes\":[\"operator.read\",\"operator.write\"]}");
        assertThat(result(asking)).isEqualTo(new ScopeUpgrade.Asked("req-1"));

        CompletionStage<ScopeUpgrade> waiting = client.awaitScopes("req-1", SOON);
        answer(
                peer,
                ScriptedGateway.receive(peer),
                "{\"status\":\"approved\",\"requestId\":\"req-1\",\"deviceToken\":\"dt-wide\","
                        + "\"scopes\":[\"operator.read\",\"operator.write\"]}");
        assertThat(result(waiting)).isEqualTo(new ScopeUpgrade.Granted(Access.operator(Scope.READ, Scope.WRITE)));
        assertThat(peer.closeCode()).isEqualTo(1000);

        ScriptedPeer again = server.accept();
        JsonNode params = ScriptedGateway.challenge(again).get("params");
        again.send(ScriptedGateway.hello("operator.read,operator.write", "dt-wide", 30_000));
        assertThat(params.get("auth").toString()).isEqualTo("{\"deviceToken\":\"dt-wide\"}");
        assertThat(params.get("scopes")).hasSize(2);
        hears("Connecting", "Proving", "Ready");
        assertThat(client.state())
                .isEqualTo(new GatewayState.Ready(Access.operator(Scope.READ, Scope.WRITE), "2026.9.6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"rejected\",\"requestId\":\"req-1\"}",
                "{\"status\":\"approved\",\"requestId\":\"req-1\"}",
                "{\"status\":\"approved\",\"deviceToken\":\"t\",\"scopes\":[7]}",
                "[]"
            })
    void scopes_whenNotApproved_changeNothing(String payload) throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<ScopeUpgrade> waiting = client.awaitScopes("req-1", SOON);
        answer(peer, ScriptedGateway.receive(peer), payload);

        assertThat(result(waiting)).isEqualTo(new ScopeUpgrade.NotGranted(new Reply.Result(payload)));
        assertThat(kept()).isEqualTo("dt-1");
        assertThat(server.isLeftAlone(100)).isTrue();
    }

    @Test
    void scopes_whenNobodyDecides_mayBeAwaitedAgainAndTheConnectionStays() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i < 4; i++) {
            assertThat(result(client.awaitScopes("req-1", Duration.ofMillis(20))))
                    .isEqualTo(new ScopeUpgrade.NotGranted(new Reply.TimedOut()));
        }
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");

        hears("tick null");
    }

    @Test
    void scopes_whenTheRequestIsRefused_areNotAskedFor() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<ScopeUpgrade> asking = client.requestScopes(Set.of(Scope.READ));
        String id = ScriptedGateway.receive(peer).get("id").asText();
        peer.send("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":false,\"error\":{\"code\":\"INVALID_REQUEST\","
                + "\"message\":\"m\"}}");

        assertThat(((ScopeUpgrade.NotGranted) result(asking)).reply()).isInstanceOf(Reply.Refused.class);
    }
}
