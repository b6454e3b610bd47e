package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a client at a scripted gateway. */
class GatewayClientTest extends ClientScene {
    @Test
    void client_whenWelcomed_isReadyAndKeepsTheDeviceToken() throws Exception {
        assertThat(client.state()).isEqualTo(new GatewayState.Idle());
        ready();

        assertThat(client.state()).isEqualTo(new GatewayState.Ready(Access.operator(Scope.READ), "2026.9.6"));
        assertThat(client.hello().orElseThrow().connectionId()).isEqualTo("k");
        assertThat(kept()).isEqualTo("dt-1");
    }

    @Test
    void approval_whenPending_isWaitedForAndAskedAgainWithTheSameIdentity() throws Exception {
        client.start();
        JsonNode first = ScriptedGateway.refuse(server.accept(), ScriptedGateway.pairingRequired("req-1"), 1008);
        JsonNode second = ScriptedGateway.refuse(server.accept(), ScriptedGateway.pairingRequired("req-1"), 1008);
        ScriptedGateway.welcome(server.accept(), "dt-1");

        hears("Connecting", "Proving", "WaitingForApproval req-1", "Ready");
        assertThat(second.get("params").get("scopes"))
                .isEqualTo(first.get("params").get("scopes"));
        assertThat(second.get("params").get("device").get("id"))
                .isEqualTo(first.get("params").get("device").get("id"));
    }

    @Test
    void restart_whenAnnounced_bringsTheClientBack() throws Exception {
        ScriptedPeer peer = ready();
        peer.send("{\"type\":\"event\",\"event\":\"shutdown\",\"payload\":{\"restartExpectedMs\":250},\"seq\":1}");
        peer.close(1012, "service restart");

        hears("shutdown {\"restartExpectedMs\":250}", "BackingOff GATEWAY_RESTARTING", "Connecting");
        ScriptedGateway.welcome(server.accept(), "dt-2");
        hears("Proving", "Ready");
    }

    @Test
    void silence_whenTwoTicksLong_closesWith4000() throws Exception {
        client.start();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send(ScriptedGateway.hello("operator.read", "dt-1", 1_000));

        assertThat(client.awaitReady(SOON)).isTrue();
        assertThat(peer.closeCode()).isEqualTo(4000);
        hears("Connecting", "Proving", "Ready", "BackingOff SILENCE");
    }

    @Test
    void close_whenCalled_isFinalTellsListenersAndAnswersCalls() throws Exception {
        ScriptedPeer peer = ready();
        CompletionStage<Reply> call = client.call("health", "{}", SOON);
        client.close();
        client.close();
        client.start();

        assertThat(reply(call)).isEqualTo(new Reply.Unknown());
        assertThat(client.state()).isEqualTo(new GatewayState.Closed(CloseReason.REQUESTED));
        hears("Closed REQUESTED");
        assertThat(peer.closeCode()).isEqualTo(1000);
        assertThat(((Reply.Refused) reply(client.call("health", "{}", SOON))).code())
                .isEqualTo(Reply.Refused.NOT_CONNECTED);
        assertThat(server.isLeftAlone(200)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1008, 1009})
    void connection_whenCutBehindHello_comesBack(int code) throws Exception {
        ready().close(code, "slow consumer");

        hears("BackingOff CUT_OFF", "Connecting");
        ScriptedGateway.welcome(server.accept(), "dt-1");
        hears("Proving", "Ready");
    }

    @Test
    void address_whenPlainToAnotherHost_isRefusedUnlessAllowed() {
        GatewayClientBuilder remote = GatewayClient.builder(URI.create("ws://gateway.example:1"), identity);

        assertThatThrownBy(remote::build).isInstanceOf(IllegalArgumentException.class);
        remote.insecureAllowPlaintext().build().close();
        assertThatThrownBy(() -> GatewayClient.builder(URI.create("wss://u:p@gateway.example"), identity))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threads_whenRunning_areDaemons() throws Exception {
        ready();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("gateway-"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void client_whenItGetsLessThanItAskedFor_isReadyAndSaysSo() throws Exception {
        try (GatewayClient asking =
                builder().access(Access.operator(Scope.READ, Scope.WRITE)).build()) {
            asking.start();
            ScriptedGateway.welcome(server.accept(), "dt-1");

            assertThat(asking.awaitReady(SOON)).isTrue();
            assertThat(asking.state()).isEqualTo(new GatewayState.Ready(Access.operator(Scope.READ), "2026.9.6"));
        }
    }
}
