package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.trust.TrustPolicies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hardened mode: the device of each person has to be paired too. */
class RelayDeviceTest {
    private final DeviceIdentity laptop = DeviceIdentity.ofSeed(new byte[32]);
    private RelayWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new RelayWorld(TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void client_when_it_proves_no_device_is_told_that_it_has_to() throws Exception {
        try (WsClient client = world.open()) {
            JsonNode answer = world.connect(client, world.key("vera", Role.VIEWER), "operator.read");
            assertThat(answer.at("/error/code").asText()).isEqualTo("NOT_PAIRED");
            assertThat(answer.at("/error/details/code").asText()).isEqualTo("DEVICE_IDENTITY_REQUIRED");
        }
    }

    @ParameterizedTest
    @EnumSource(PayloadVersion.class)
    void device_when_proven_and_unknown_waits_for_its_pairing(PayloadVersion version) throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            Challenge challenge = Proofs.challenge(client.next());
            JsonNode answer =
                    client.send(Proofs.connect(laptop, key, challenge, version)).answer("c");
            JsonNode details = answer.at("/error/details");
            assertThat(answer.at("/error/code").asText()).isEqualTo("NOT_PAIRED");
            assertThat(details.path("code").asText()).isEqualTo("PAIRING_REQUIRED");
            assertThat(details.path("reason").asText()).isEqualTo("not-paired");
            assertThat(details.path("deviceId").asText()).isEqualTo(laptop.id().value());
            String request = details.path("requestId").asText();
            assertThat(world.pairings.allPending())
                    .extracting(p -> p.requestId())
                    .containsExactly(request);
            assertThat(client.closed().reason())
                    .startsWith("pairing required")
                    .endsWith("(requestId: " + request + ")");
        }
    }

    @Test
    void proof_when_for_another_challenge_is_refused_as_the_gateway_does() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = world.open()) {
            Challenge ours = Proofs.challenge(client.next());
            Challenge other = new Challenge("other", ours.issuedAtMs());
            JsonNode answer = client.send(Proofs.connect(laptop, key, other, PayloadVersion.V3))
                    .answer("c");
            assertThat(answer.at("/error/details/code").asText()).isEqualTo("DEVICE_AUTH_NONCE_MISMATCH");
            assertThat(client.closed().code()).isEqualTo(1008);
        }
        assertThat(world.pairings.allPending()).isEmpty();
    }
}
