package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayClientTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ScriptedServer server = new ScriptedServer();
    private final DeviceIdentity identity = DeviceIdentity.ofSeed(new byte[32]);
    private final InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final GatewayClient client = builder().tokens(tokens).build();

    @AfterEach
    void tearDown() {
        client.close();
        server.close();
    }

    private GatewayClientBuilder builder() {
        return GatewayClient.builder(server.uri(), identity)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.SharedToken(Secret.of("shared")))
                .approvalInterval(Duration.ofMillis(200))
                .maxPendingCalls(2)
                .listener(new GatewayListener() {
                    @Override
                    public void onState(GatewayState from, GatewayState to) {
                        throw new IllegalStateException("a broken listener");
                    }
                })
                .listener(new Recorder());
    }

    private final class Recorder implements GatewayListener {
        @Override
        public void onState(GatewayState from, GatewayState to) {
            heard.add(name(to));
        }

        @Override
        public void onEvent(String name, String payloadJson) {
            heard.add(name + " " + payloadJson);
        }

        @Override
        public void onGap(long expected, long received) {
            heard.add("gap " + expected + " " + received);
        }
    }

    private static String name(GatewayState state) {
        if (state instanceof GatewayState.WaitingForApproval waiting) {
            return "WaitingForApproval " + waiting.requestId();
        }
        if (state instanceof GatewayState.BackingOff resting) {
            return "BackingOff " + resting.because();
        }
        return state instanceof GatewayState.Closed closed
                ? "Closed " + closed.because()
                : state.getClass().getSimpleName();
    }

    private void hears(String... expected) throws InterruptedException {
        for (String one : expected) {
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(one);
        }
    }

    private ScriptedPeer ready() throws InterruptedException {
        client.start();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.welcome(peer, "dt-1");
        assertThat(client.awaitReady(SOON)).isTrue();
        hears("Connecting", "Proving", "Ready");
        return peer;
    }

    private static Reply reply(CompletionStage<Reply> call) throws Exception {
        return Objects.requireNonNull(call.toCompletableFuture().get(5, TimeUnit.SECONDS));
    }

    private String kept() {
        return tokens.find(server.uri().toString(), identity.id(), ClientRole.OPERATOR)
                .map(token -> token.token().reveal())
                .orElse("none");
    }

    @Test
    void client_whenWelcomed_isReadyAndKeepsTheDeviceToken() throws Exception {
        assertThat(client.state()).isEqualTo(new GatewayState.Idle());
        ready();

        assertThat(client.state()).isEqualTo(new GatewayState.Ready(Access.operator(Scope.READ), "2026.9.6"));
        assertThat(client.hello().orElseThrow().connectionId()).isEqualTo("k");
        assertThat(kept()).isEqualTo("dt-1");
    }

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
    void authority_whenWithdrawn_closesForGoodAndKeepsTheTokenSoThatNothingFallsBack() throws Exception {
        ready().close(4001, "device removed");

        hears("Closed AUTHORITY_WITHDRAWN");
        assertThat(server.isLeftAlone(300)).isTrue();
        assertThat(kept()).isEqualTo("dt-1");
        assertThat(client.awaitReady(SOON)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH_DEVICE_TOKEN_MISMATCH", "AUTH_SCOPE_MISMATCH"})
    void deviceToken_whenRefused_isNeverFollowedByTheSharedSecret(String code) throws Exception {
        tokens.save(
                server.uri().toString(),
                identity.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("dt-old"), Set.of(Scope.READ)));
        client.start();
        JsonNode connect = ScriptedGateway.refuse(server.accept(), ScriptedGateway.error(code), 1008);

        assertThat(connect.get("params").get("auth").toString()).isEqualTo("{\"deviceToken\":\"dt-old\"}");
        assertThat(client.awaitReady(SOON)).isFalse();
        assertThat(client.state()).isInstanceOf(GatewayState.Closed.class);
        assertThat(server.isLeftAlone(300)).isTrue();
        assertThat(kept()).isEqualTo("dt-old");
    }

    @Test
    void events_whenSequenceJumps_tellTheGapBeforeTheEvent() throws Exception {
        ScriptedPeer peer = ready();
        peer.send("{\"type\":\"event\",\"event\":\"presence\",\"payload\":[ 1 ],\"seq\":1}");
        peer.send("{\"type\":\"event\",\"event\":\"bus\",\"payload\":{}}");
        peer.send("{\"type\":\"event\",\"event\":\"health\",\"payload\":{},\"seq\":4}");
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":5}");

        hears("presence [ 1 ]", "bus {}", "gap 2 4", "health {}", "tick null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"type\":\"req\",\"id\":\"1\",\"method\":\"x\"}",
                "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{}}",
                "{\"type\":\"res\",\"id\":\"c1\",\"ok\":\"true\"}"
            })
    void frame_whenMalformedBehindHello_closesAndReconnects(String frame) throws Exception {
        ScriptedPeer peer = ready();
        peer.send(frame);

        assertThat(peer.closeCode()).isEqualTo(1002);
        hears("BackingOff PROTOCOL_ERROR", "Connecting");
    }

    @Test
    void answers_whenToCallsNeverMade_endTheConnectionAfterAHundred() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i <= 100; i++) {
            peer.send("{\"type\":\"res\",\"id\":\"c9999" + i + "\",\"ok\":true}");
        }

        assertThat(peer.closeCode()).isEqualTo(1002);
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

    @Test
    void tokenStore_whenLost_closesInsteadOfFallingBack() throws Exception {
        GatewayTokenStore lost = new GatewayTokenStore() {
            @Override
            public Optional<StoredToken> find(String gateway, DeviceId device, ClientRole role) {
                throw new StoreException("gone");
            }

            @Override
            public void save(String gateway, DeviceId device, ClientRole role, StoredToken token) {
                throw new StoreException("gone");
            }

            @Override
            public void forget(String gateway, DeviceId device, ClientRole role) {
                throw new StoreException("gone");
            }
        };
        try (GatewayClient without = builder().tokens(lost).build()) {
            without.start();

            hears("Connecting", "Closed STORE_LOST");
            assertThat(server.isLeftAlone(100)).isTrue();
        }
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
    void token_whenItCannotBeKept_doesNotStopTheClient() throws Exception {
        GatewayTokenStore full = new GatewayTokenStore() {
            @Override
            public Optional<StoredToken> find(String gateway, DeviceId device, ClientRole role) {
                return Optional.empty();
            }

            @Override
            public void save(String gateway, DeviceId device, ClientRole role, StoredToken token) {
                throw new IllegalArgumentException("not a token this store takes");
            }

            @Override
            public void forget(String gateway, DeviceId device, ClientRole role) {}
        };
        try (GatewayClient without = builder().tokens(full).build()) {
            without.start();
            ScriptedGateway.welcome(server.accept(), "dt-1");

            assertThat(without.awaitReady(SOON)).isTrue();
        }
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
}
