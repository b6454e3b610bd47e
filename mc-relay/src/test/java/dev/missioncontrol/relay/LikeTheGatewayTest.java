package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.LocalPairing;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One client asks a gateway that approves by hand, and the relay in hardened mode: it cannot tell which is which. */
class LikeTheGatewayTest {
    private final DeviceIdentity laptop = DeviceIdentity.ofSeed(new byte[32]);
    private RelayWorld world;
    private FakeGateway gateway;
    private Secret key;

    @BeforeEach
    void start() throws Exception {
        world = new RelayWorld(TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
        gateway = FakeGateway.builder().localPairing(LocalPairing.MANUAL).start();
        key = world.key("vera", Role.VIEWER);
    }

    @AfterEach
    void stop() {
        gateway.close();
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"cli, cli", "openclaw-tui, ui", "gateway-client, ui"})
    void device_when_it_has_to_be_approved_is_told_with_the_same_members(String id, String mode) throws Exception {
        Told there = tell(gateway.url(), gateway.sharedToken(), id, mode, "");
        Told here = tell(world.url(), key, id, mode, "");

        assertThat(here.error().path("code")).isEqualTo(there.error().path("code"));
        assertThat(members(here.error())).containsExactlyInAnyOrderElementsOf(members(there.error()));
        JsonNode details = here.error().path("details");
        assertThat(members(details))
                .containsExactlyInAnyOrderElementsOf(members(there.error().path("details")));
        for (String same : List.of("code", "reason", "deviceId", "requestedRole", "requestedScopes")) {
            assertThat(details.path(same))
                    .as(same)
                    .isEqualTo(there.error().path("details").path(same));
        }
        assertThat(here.closed().code()).isEqualTo(there.closed().code());
        assertThat(here.closed().reason())
                .startsWith("pairing required")
                .endsWith("(requestId: " + details.path("requestId").asText() + ")");
        assertThat(there.closed().reason()).startsWith("pairing required").contains("(requestId: ");
    }

    @Test
    void proof_when_over_another_nonce_is_refused_with_the_same_code() throws Exception {
        Told there = tell(gateway.url(), gateway.sharedToken(), "cli", "cli", "another-nonce");
        Told here = tell(world.url(), key, "cli", "cli", "another-nonce");

        assertThat(here.error().path("code")).isEqualTo(there.error().path("code"));
        assertThat(here.error().at("/details/code").asText())
                .isEqualTo("DEVICE_AUTH_NONCE_MISMATCH")
                .isEqualTo(there.error().at("/details/code").asText());
        assertThat(here.error().at("/details/reason")).isEqualTo(there.error().at("/details/reason"));
        assertThat(here.closed().code()).isEqualTo(there.closed().code());
    }

    private Told tell(URI address, Secret token, String id, String mode, String otherNonce) throws Exception {
        try (WsClient client = WsClient.open(address, Map.of())) {
            Challenge challenge = Proofs.challenge(client.next());
            Challenge signed = otherNonce.isEmpty() ? challenge : new Challenge(otherNonce, challenge.issuedAtMs());
            JsonNode answer = client.send(connect(token, id, mode, signed)).answer("c");
            assertThat(answer.path("ok").asBoolean(true)).isFalse();
            return new Told(answer.path("error"), client.closed());
        }
    }

    private String connect(Secret token, String id, String mode, Challenge challenge) {
        ConnectClaims claims = new ConnectClaims(id, mode, "operator", List.of("operator.read"), token, "linux", "");
        DeviceProof proof = laptop.sign(claims, challenge, PayloadVersion.V3);
        ObjectNode frame = RelayWorld.connect("operator.read");
        frame.withObject("/params/client").put("id", id).put("mode", mode);
        frame.withObject("/params/auth").put("token", token.reveal());
        frame.withObject("/params/device")
                .put("id", proof.id())
                .put("publicKey", proof.publicKey())
                .put("signature", proof.signature())
                .put("signedAt", proof.signedAtMs())
                .put("nonce", proof.nonce());
        return frame.toString();
    }

    private static List<String> members(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private record Told(JsonNode error, WsClient.Closed closed) {}
}
