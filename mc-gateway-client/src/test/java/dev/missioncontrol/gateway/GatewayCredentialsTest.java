package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown to the gateway, and what is kept. */
class GatewayCredentialsTest extends ClientScene {
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

    private void keeps(String token) {
        tokens.save(
                server.uri().toString(),
                identity.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of(token), Set.of(Scope.READ)));
    }

    private static String mismatch(String canRetry) {
        return "{\"code\":\"INVALID_REQUEST\",\"message\":\"m\",\"details\":{\"code\":\"AUTH_TOKEN_MISMATCH\","
                + "\"canRetryWithDeviceToken\":" + canRetry + "}}";
    }

    private static String auth(JsonNode connect) {
        return connect.get("params").path("auth").toString();
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of(new Credential.SharedToken(Secret.of("s")), "{\"token\":\"s\"}"),
                Arguments.of(new Credential.Password(Secret.of("p")), "{\"password\":\"p\"}"),
                Arguments.of(new Credential.DeviceToken(Secret.of("d")), "{\"deviceToken\":\"d\"}"),
                Arguments.of(new Credential.BootstrapToken(Secret.of("b")), "{\"bootstrapToken\":\"b\"}"),
                Arguments.of(new Credential.None(), ""));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void credential_whenOfAnyKind_isShownUntilThereIsADeviceToken(Credential credential, String shown)
            throws Exception {
        try (GatewayClient any = builder().tokens(tokens).credential(credential).build()) {
            any.start();
            ScriptedPeer peer = server.accept();
            assertThat(auth(ScriptedGateway.welcome(peer, "dt-1"))).isEqualTo(shown);
            assertThat(any.awaitReady(SOON)).isTrue();
            peer.vanish();

            assertThat(auth(ScriptedGateway.challenge(server.accept()))).isEqualTo("{\"deviceToken\":\"dt-1\"}");
        }
    }

    @Test
    void setupCode_whenRedeemedByANode_keepsTheTokensOfBothRoles() throws Exception {
        ClientProfile profile = ClientProfile.backend("MC 1", "0.1").toBuilder()
                .client("node-host", "node")
                .build();
        try (GatewayClient node = builder()
                .tokens(tokens)
                .profile(profile)
                .access(Access.none(ClientRole.NODE))
                .dialect(Dialect.standard().withProtocols(3, 3))
                .credential(new Credential.BootstrapToken(Secret.of("b")))
                .build()) {
            node.start();
            ScriptedPeer peer = server.accept();
            JsonNode params = ScriptedGateway.challenge(peer).get("params");
            peer.send(
                    "{\"type\":\"res\",\"id\":\"connect\",\"ok\":true,\"payload\":{\"type\":\"hello-ok\",\"protocol\":4,"
                            + "\"auth\":{\"role\":\"node\",\"scopes\":[],\"deviceToken\":\"dt-node\",\"deviceTokens\":[{"
                            + "\"deviceToken\":\"dt-op\",\"role\":\"operator\",\"scopes\":[\"operator.read\"]}]}}}");

            assertThat(node.awaitReady(SOON)).isTrue();
            assertThat(params.get("minProtocol").intValue()).isEqualTo(3);
            assertThat(params.get("maxProtocol").intValue()).isEqualTo(3);
            assertThat(params.get("role").asText()).isEqualTo("node");
            assertThat(kept()).isEqualTo("dt-op");
            assertThat(tokens.find(server.uri().toString(), identity.id(), ClientRole.NODE)
                            .orElseThrow()
                            .token()
                            .reveal())
                    .isEqualTo("dt-node");
        }
    }

    @Test
    void sharedToken_whenItIsWrongAndComesFirst_isFollowedByTheDeviceTokenOnce() throws Exception {
        keeps("dt-old");
        try (GatewayClient first =
                builder().tokens(tokens).insecureCredentialFirst().build()) {
            first.start();
            String shown = auth(ScriptedGateway.refuse(server.accept(), mismatch("true"), 1008));
            String instead = auth(ScriptedGateway.refuse(server.accept(), mismatch("true"), 1008));

            assertThat(shown).isEqualTo("{\"token\":\"shared\"}");
            assertThat(instead).isEqualTo("{\"deviceToken\":\"dt-old\"}");
            assertThat(first.awaitReady(SOON)).isFalse();
            assertThat(first.state()).isEqualTo(new GatewayState.Closed(CloseReason.TOKEN_REFUSED));
            assertThat(server.isLeftAlone(200)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "\"yes\""})
    void sharedToken_whenTheGatewayOffersNoOther_isNotFollowed(String canRetry) throws Exception {
        keeps("dt-old");
        try (GatewayClient first =
                builder().tokens(tokens).insecureCredentialFirst().build()) {
            first.start();
            ScriptedGateway.refuse(server.accept(), mismatch(canRetry), 1008);

            assertThat(first.awaitReady(SOON)).isFalse();
            assertThat(server.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void sharedToken_whenTheWayIsNotPinned_isNotFollowed() {
        CredentialChoice.Place far =
                new CredentialChoice.Place("wss://far.example:443", identity.id(), ClientRole.OPERATOR, false);
        tokens.save(far.gateway(), far.device(), far.role(), new StoredToken(Secret.of("dt"), Set.of(Scope.READ)));
        CredentialChoice choice = new CredentialChoice(
                tokens, far, new Credential.SharedToken(Secret.of("s")), CredentialChoice.Order.CONFIGURED);
        ConnectRefusal refusal = new ConnectRefusal(
                "INVALID_REQUEST",
                "AUTH_TOKEN_MISMATCH",
                "{\"canRetryWithDeviceToken\":true}",
                "m",
                null,
                false,
                null,
                1008,
                CloseReason.TOKEN_REFUSED);

        assertThat(choice.retriesWithDeviceToken(refusal)).isFalse();
    }

    @Test
    void signature_whenV2IsAskedFor_coversNoPlatform() throws Exception {
        try (GatewayClient old = builder()
                .tokens(tokens)
                .dialect(Dialect.standard().insecureSignatureV2())
                .build()) {
            old.start();
            JsonNode device =
                    ScriptedGateway.challenge(server.accept()).get("params").get("device");
            DeviceProof proof = new DeviceProof(
                    device.get("id").asText(),
                    device.get("publicKey").asText(),
                    device.get("signature").asText(),
                    device.get("signedAt").asLong(),
                    device.get("nonce").asText());
            ConnectClaims claims = new ConnectClaims(
                    "gateway-client", "ui", "operator", List.of("operator.read"), Secret.of("shared"), "x", "y");
            Challenge challenge = new Challenge(proof.nonce(), proof.signedAtMs());
            Instant now = Instant.ofEpochMilli(proof.signedAtMs());

            assertThat(challenge.verify(proof, claims, Set.of(PayloadVersion.V2), now))
                    .isInstanceOf(ProofVerdict.Proven.class);
            assertThat(challenge.verify(proof, claims, Set.of(PayloadVersion.V3), now))
                    .isInstanceOf(ProofVerdict.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gateway-client, ui, 3, 3, false",
        "gateway-client, ui, 5, 6, false",
        "gateway-client, ui, 3, 4, true",
        "gateway-client, ui, 4, 9, true",
        "node-host, node, 3, 3, false",
        "openclaw-probe, probe, 3, 3, true",
        "openclaw-probe, probe, 1, 2, false"
    })
    void protocols_whenOffered_holdFourUnlessItIsAProbe(String id, String mode, int min, int max, boolean allowed) {
        GatewayClientBuilder offering = builder()
                .profile(ClientProfile.backend("MC 1", "0.1").toBuilder()
                        .client(id, mode)
                        .build())
                .dialect(Dialect.standard().withProtocols(min, max));

        if (allowed) {
            offering.build().close();
        } else {
            assertThatThrownBy(offering::build).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
