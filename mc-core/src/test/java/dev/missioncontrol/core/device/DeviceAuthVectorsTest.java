package dev.missioncontrol.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signatures that a running OpenClaw gateway accepted, byte for byte. */
class DeviceAuthVectorsTest {
    record Vector(String name, DeviceIdentity identity, ConnectClaims claims, Challenge challenge, JsonNode expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static JsonNode file() throws IOException {
        try (InputStream in = DeviceAuthVectorsTest.class.getResourceAsStream("/device-auth.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    static Stream<Vector> vectors() throws IOException {
        JsonNode file = file();
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode vector : file.get("vectors")) {
            JsonNode key = file.get("keys").get(vector.get("key").asText());
            vectors.add(vector(vector, key));
        }
        return vectors.stream();
    }

    private static Vector vector(JsonNode vector, JsonNode key) {
        JsonNode params = vector.get("params");
        List<String> scopes = new ArrayList<>();
        params.get("scopes").forEach(scope -> scopes.add(scope.asText()));
        String token = params.path("token").asText("");
        ConnectClaims claims = new ConnectClaims(
                params.get("clientId").asText(),
                params.get("clientMode").asText(),
                params.get("role").asText(),
                scopes,
                token.isEmpty() ? null : Secret.of(token),
                params.path("platform").asText(""),
                params.path("deviceFamily").asText(""));
        Challenge challenge = new Challenge(
                params.get("nonce").asText(), params.get("signedAtMs").asLong());
        DeviceIdentity identity =
                DeviceIdentity.ofSeed(HexFormat.of().parseHex(key.get("seedHex").asText()));
        return new Vector(vector.get("name").asText(), identity, claims, challenge, vector);
    }

    @Test
    void file_whenRead_holdsFourteenSignatures() throws IOException {
        assertThat(vectors().mapToInt(vector -> PayloadVersion.values().length)).hasSize(7);
        assertThat(vectors().map(v -> v.expected().get("v2").get("signature").asText()))
                .hasSize(7)
                .doesNotContain("");
        assertThat(vectors().map(v -> v.expected().get("v3").get("signature").asText()))
                .hasSize(7)
                .doesNotContain("");
    }

    @Test
    void identity_whenRestoredFromSeed_hasTheKnownKeyAndFingerprint() throws IOException {
        for (JsonNode key : file().get("keys")) {
            DeviceIdentity identity = DeviceIdentity.ofSeed(
                    HexFormat.of().parseHex(key.get("seedHex").asText()));

            assertThat(identity.key().text()).isEqualTo(key.get("publicKey").asText());
            assertThat(identity.id().value()).isEqualTo(key.get("deviceId").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void payload_whenJoined_isTheKnownText(Vector vector) {
        for (PayloadVersion version : PayloadVersion.values()) {
            byte[] payload = vector.claims()
                    .payload(
                            version,
                            vector.identity().id(),
                            vector.challenge().issuedAtMs(),
                            vector.challenge().nonce());

            assertThat(new String(payload, StandardCharsets.UTF_8))
                    .isEqualTo(expected(vector, version).get("payload").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signature_whenMade_isTheKnownOneByteForByte(Vector vector) {
        for (PayloadVersion version : PayloadVersion.values()) {
            DeviceProof proof = vector.identity().sign(vector.claims(), vector.challenge(), version);

            assertThat(proof.signature())
                    .isEqualTo(expected(vector, version).get("signature").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void proof_whenVerified_isProvenUnderItsOwnVersionOnly(Vector vector) {
        Instant now = Instant.ofEpochMilli(vector.challenge().issuedAtMs());
        for (PayloadVersion version : PayloadVersion.values()) {
            DeviceProof proof = vector.identity().sign(vector.claims(), vector.challenge(), version);
            PayloadVersion other = version == PayloadVersion.V2 ? PayloadVersion.V3 : PayloadVersion.V2;

            assertThat(vector.challenge().verify(proof, vector.claims(), Set.of(version), now))
                    .isInstanceOf(ProofVerdict.Proven.class);
            assertThat(vector.challenge().verify(proof, vector.claims(), Set.of(other), now))
                    .isEqualTo(new ProofVerdict.Refused(ProofFault.SIGNATURE_INVALID));
        }
    }

    private static JsonNode expected(Vector vector, PayloadVersion version) {
        return vector.expected().get(version.tag());
    }
}
