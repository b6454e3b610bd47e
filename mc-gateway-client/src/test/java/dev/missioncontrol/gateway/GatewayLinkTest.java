package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayLinkTest {
    private static final String CHALLENGE =
            "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"0123456789abcdef\",\"ts\":1}}";

    private final ScriptedServer server = new ScriptedServer();
    private final NettyTransport transport = NettyTransport.builder().build();
    private final RecordingSink sink = new RecordingSink();
    private final DeviceIdentity identity = DeviceIdentity.ofSeed(new byte[32]);

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    private CompletableFuture<LinkResult> open(Duration deadline) {
        return open(server.uri(), deadline);
    }

    private CompletableFuture<LinkResult> open(URI uri, Duration deadline) {
        return GatewayLink.open(transport, request(uri, deadline), sink).toCompletableFuture();
    }

    private LinkRequest request(URI uri, Duration deadline) {
        return new LinkRequest(
                uri,
                Map.of(),
                identity,
                ClientProfile.backend("MC 1", "0.1"),
                Access.operator(Scope.WRITE),
                new Credential.SharedToken(Secret.of("tok-1")),
                deadline);
    }

    private CompletableFuture<LinkResult> open() {
        return open(Duration.ofSeconds(5));
    }

    private static LinkResult result(CompletableFuture<LinkResult> link) throws Exception {
        return Objects.requireNonNull(link.get(5, TimeUnit.SECONDS));
    }

    private static void assertLost(CompletableFuture<LinkResult> link, CloseReason reason) throws Exception {
        assertThat(result(link)).isEqualTo(new LinkResult.Lost(reason));
    }

    @Test
    void proof_whenSent_verifiesAsV3OverTheChallengesOwnTime() throws Exception {
        open();
        JsonNode params = ScriptedGateway.challenge(server.accept()).get("params");
        JsonNode device = params.get("device");
        DeviceProof proof = new DeviceProof(
                device.get("id").asText(),
                device.get("publicKey").asText(),
                device.get("signature").asText(),
                device.get("signedAt").asLong(),
                device.get("nonce").asText());
        ConnectClaims claims = new ConnectClaims(
                "gateway-client", "ui", "operator", List.of("operator.write"), Secret.of("tok-1"), "java", "server");

        assertThat(params.get("auth").get("token").asText()).isEqualTo("tok-1");
        assertThat(proof.signedAtMs()).isEqualTo(1795194891476L);
        assertThat(new Challenge(proof.nonce(), proof.signedAtMs())
                        .verify(proof, claims, Set.of(PayloadVersion.V3), Instant.ofEpochMilli(1795194891476L)))
                .isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void hello_whenGood_opensAndFramesBehindItArriveUntouched() throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.sendInPieces(ScriptedGateway.hello("operator.read,operator.write", "dt-1", 30_000), 7);
        peer.send("  not even JSON €  ");
        peer.sendInPieces("{\"seq\": 1.50}", 3);
        LinkResult.Open open = (LinkResult.Open) result(link);

        assertThat(sink.next()).isEqualTo("  not even JSON €  ");
        assertThat(sink.next()).isEqualTo("{\"seq\": 1.50}");
        assertThat(open.hello().access()).isEqualTo(Access.operator(Scope.READ, Scope.WRITE));
        open.socket().send(StandardCharsets.UTF_8.encode("anything"), Part.ENDS);
        assertThat(peer.receive()).isEqualTo("anything");
        peer.close(1012, "service restart");
        assertThat(sink.closeCode()).isEqualTo(1012);
    }

    @Test
    void attempt_whenCancelledAfterHelloCame_leavesNoSocketOpen() throws Exception {
        CompletableFuture<LinkResult> result = new CompletableFuture<>();
        LinkRequest request = request(server.uri(), Duration.ofSeconds(5));
        Handshake handshake = new Handshake(request, new ChallengeMemory(), sink, () -> {}, result::complete);
        handshake.start(transport);
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send(ScriptedGateway.hello("operator.write", "dt-1", 30_000));
        assertThat(result(result)).isInstanceOf(LinkResult.Open.class);
        handshake.cancel();

        assertThat(peer.closeCode()).isEqualTo(1000);
    }

    @Test
    void hello_whenItHoldsMoreScopesThanAsked_isNotTrusted() throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send(ScriptedGateway.hello("operator.read,operator.admin", "dt-1", 30_000));

        assertLost(link, CloseReason.HELLO_EXCEEDS_REQUEST);
        assertThat(peer.closeCode()).isEqualTo(1008);
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void hello_whenOfAnotherRole_isNotTrusted() throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send(ScriptedGateway.hello("operator.read", "dt-1", 30_000)
                .replace("\"role\":\"operator\"", "\"role\":\"node\""));

        assertLost(link, CloseReason.HELLO_EXCEEDS_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHALLENGE,
                "{\"type\":\"res\",\"id\":\"other\",\"ok\":true,\"payload\":{}}",
                "{\"type\":\"res\",\"id\":\"connect\",\"ok\":\"true\",\"payload\":{}}",
                "{\"type\":\"res\",\"id\":\"connect\",\"ok\":true,\"payload\":{\"type\":\"hello-ok\",\"protocol\":3}}",
                "{\"type\":\"res\",\"id\":\"connect\",\"ok\":true}",
                "{\"type\":\"event\",\"event\":\"presence\",\"payload\":{}}",
                "not json",
                ""
            })
    void answer_whenNotAnAnswerToConnect_isAProtocolError(String frame) throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send(frame);

        assertLost(link, CloseReason.PROTOCOL_ERROR);
        assertThat(peer.closeCode()).isEqualTo(1002);
    }

    @Test
    void hello_whenThereWasNoChallenge_isAProtocolError() throws Exception {
        CompletableFuture<LinkResult> link = open();
        server.accept().send(ScriptedGateway.hello("operator.read", "dt-1", 30_000));

        assertLost(link, CloseReason.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nonce\":\"\",\"ts\":1}",
                "{\"nonce\":\"12345\",\"ts\":1}",
                "{\"nonce\":7,\"ts\":1}",
                "{\"nonce\":\"0123456789abcdef\"}",
                "{\"nonce\":\"0123456789abcdef\",\"ts\":\"1\"}",
                "{\"nonce\":\"0123456789|abcdef\",\"ts\":1}"
            })
    void challenge_whenThereIsNothingToSign_isNotSigned(String payload) throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        peer.send("{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":" + payload + "}");

        assertLost(link, CloseReason.BAD_CHALLENGE);
        assertThat(peer.closeCode()).isEqualTo(1002);
        assertThat(peer.hasReceivedNothing()).isTrue();
    }

    @Test
    void challenge_whenAnEarlierConnectionBroughtIt_isNotSigned() throws Exception {
        ChallengeMemory seen = new ChallengeMemory();
        LinkRequest request = request(server.uri(), Duration.ofSeconds(5));
        GatewayLink.open(transport, request, seen, sink);
        ScriptedPeer first = server.accept();
        first.send(CHALLENGE);
        assertThat(first.receive()).contains("0123456789abcdef");
        CompletableFuture<LinkResult> again =
                GatewayLink.open(transport, request, seen, sink).toCompletableFuture();
        ScriptedPeer second = server.accept();
        second.send(CHALLENGE);

        assertLost(again, CloseReason.CHALLENGE_REPEATED);
        assertThat(second.closeCode()).isEqualTo(1008);
        assertThat(second.hasReceivedNothing()).isTrue();
    }

    @Test
    void close_whenOfThePeerWith1002_isAboutVersionsAndAFaultOfItsFramesIsNot() throws Exception {
        CompletableFuture<LinkResult> closed = open();
        server.accept().close(1002, "protocol mismatch");
        assertLost(closed, CloseReason.PROTOCOL_MISMATCH);

        CompletableFuture<LinkResult> broken = open();
        server.accept().write(new TextWebSocketFrame(true, 4, "reserved bit"));
        assertLost(broken, CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void challenge_whenOverItsLimit_isAProtocolError() throws Exception {
        CompletableFuture<LinkResult> link = open();
        server.accept().send(CHALLENGE.replace("\"ts\":1", "\"ts\":1,\"x\":\"" + "a".repeat(65_536) + "\""));

        assertLost(link, CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void deadline_whenNoChallengeComes_endsTheAttempt() throws Exception {
        CompletableFuture<LinkResult> link = open(Duration.ofMillis(300));
        ScriptedPeer peer = server.accept();

        assertLost(link, CloseReason.HANDSHAKE_TIMEOUT);
        assertThat(peer.closeCode()).isEqualTo(1000);
    }

    @Test
    void refusal_whenGiven_carriesCodesRequestIdAndCloseCode() throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedGateway.refuse(server.accept(), ScriptedGateway.pairingRequired("req-1"), 1008);
        ConnectRefusal refusal = ((LinkResult.Refused) result(link)).refusal();

        assertThat(refusal.code()).isEqualTo("NOT_PAIRED");
        assertThat(refusal.detailsCode()).isEqualTo("PAIRING_REQUIRED");
        assertThat(refusal.requestId()).isEqualTo("req-1");
        assertThat(refusal.closeCode()).isEqualTo(1008);
        assertThat(refusal.reason()).isEqualTo(CloseReason.PAIRING_REQUIRED);
    }

    @Test
    void refusal_whenNoCloseFollows_isReportedAllTheSame() throws Exception {
        CompletableFuture<LinkResult> link = open();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.challenge(peer);
        peer.send("{\"type\":\"res\",\"id\":\"connect\",\"ok\":false,\"error\":"
                + ScriptedGateway.error("AUTH_TOKEN_MISMATCH") + "}");

        assertThat(((LinkResult.Refused) result(link)).refusal().closeCode()).isZero();
        assertThat(peer.closeCode()).isEqualTo(1000);
    }

    @Test
    void socket_whenItClosesBeforeHello_isLostWithItsReason() throws Exception {
        CompletableFuture<LinkResult> link = open();
        server.accept().close(1013, "gateway starting");

        assertLost(link, CloseReason.GATEWAY_STARTING);
    }

    @Test
    void upgrade_whenRefused_isLostWithItsReason() throws Exception {
        server.refuseNext(403);
        assertLost(open(), CloseReason.PROXY_REFUSED);
        server.refuseNext(503);
        assertLost(open(), CloseReason.GATEWAY_BUSY);
        server.refuseNext(302);
        assertLost(open(), CloseReason.UPGRADE_REFUSED);
        assertLost(open(URI.create("ws://127.0.0.1:1"), Duration.ofSeconds(5)), CloseReason.UNREACHABLE);
        assertLost(open(URI.create("ws://10.0.0.1:1"), Duration.ofSeconds(5)), CloseReason.ADDRESS_REFUSED);
    }
}
