package dev.missioncontrol.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.LinkRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {
    private static final DeviceProof PROOF = new DeviceProof("id", "key", "sig", 5, "nonce");
    private static final ClientProfile PROFILE = ClientProfile.backend("MC 1", "0.1");

    private static String connect(ClientProfile profile, Credential credential) {
        return FrameWriter.connect(
                new LinkRequest(
                        URI.create("ws://127.0.0.1:1"),
                        Map.of(),
                        DeviceIdentity.ofSeed(new byte[32]),
                        profile,
                        Access.operator(Scope.READ, Scope.ADMIN),
                        credential,
                        Duration.ofSeconds(1)),
                PROOF);
    }

    @Test
    void connect_whenLittleIsSet_sendsNothingElse() {
        assertThat(connect(PROFILE, new Credential.None()))
                .isEqualTo("{\"type\":\"req\",\"id\":\"connect\",\"method\":\"connect\",\"params\":{\"minProtocol\":4,"
                        + "\"maxProtocol\":4,\"client\":{\"id\":\"gateway-client\",\"displayName\":\"MC 1\","
                        + "\"version\":\"0.1\",\"platform\":\"java\",\"deviceFamily\":\"server\",\"mode\":\"ui\"},"
                        + "\"role\":\"operator\",\"scopes\":[\"operator.admin\",\"operator.read\"],"
                        + "\"device\":{\"id\":\"id\",\"publicKey\":\"key\",\"signature\":\"sig\",\"signedAt\":5,"
                        + "\"nonce\":\"nonce\"}}}");
    }

    @Test
    void connect_whenAllIsSet_putsEachMemberInItsPlace() {
        ClientProfile full = PROFILE.toBuilder()
                .client("openclaw-control-ui", "webchat")
                .displayName("")
                .instanceId("i-1")
                .buildId("b-1")
                .caps(List.of("one", "two"))
                .locale("de")
                .timeZone("Europe/Berlin")
                .userAgent("UA \"quoted\"")
                .modelCatalogJson("{\"v\": 1.50}")
                .build();

        assertThat(connect(full, new Credential.None()))
                .contains("\"client\":{\"id\":\"openclaw-control-ui\",\"version\":\"0.1\",\"platform\":\"java\","
                        + "\"deviceFamily\":\"server\",\"mode\":\"webchat\",\"instanceId\":\"i-1\","
                        + "\"buildId\":\"b-1\",\"timeZone\":\"Europe/Berlin\"}")
                .contains("\"caps\":[\"one\",\"two\"],\"locale\":\"de\",\"userAgent\":\"UA \\\"quoted\\\"\","
                        + "\"modelCatalog\":{\"v\": 1.50},\"device\"");
    }

    @Test
    void credential_whenSent_hasItsOwnName() {
        Secret secret = Secret.of("s3cret");

        assertThat(connect(PROFILE, new Credential.SharedToken(secret))).contains("\"auth\":{\"token\":\"s3cret\"}");
        assertThat(connect(PROFILE, new Credential.Password(secret))).contains("\"auth\":{\"password\":\"s3cret\"}");
        assertThat(connect(PROFILE, new Credential.DeviceToken(secret)))
                .contains("\"auth\":{\"deviceToken\":\"s3cret\"}");
    }

    @Test
    void request_whenWritten_keepsItsParametersAsGiven() {
        assertThat(FrameWriter.request("c1", "x\"y", " {\"n\": 1.50} "))
                .isEqualTo("{\"type\":\"req\",\"id\":\"c1\",\"method\":\"x\\\"y\",\"params\": {\"n\": 1.50} }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{",
                "{}}",
                "{},\"id\":\"2\"",
                "{}{}",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":NaN}"
            })
    void request_whenItsParametersAreNoStrictObject_isRefused(String params) {
        assertThatThrownBy(() -> FrameWriter.request("c1", "x", params)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void request_whenTooDeep_isRefused() {
        String deep = "{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}";

        assertThatThrownBy(() -> FrameWriter.request("c1", "x", deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void params_whenBuilt_areEscaped() {
        assertThat(Params.of("label", "a\"b\n").and("scopes", List.of("x")).json())
                .isEqualTo("{\"label\":\"a\\\"b\\n\",\"scopes\":[\"x\"]}");
    }
}
