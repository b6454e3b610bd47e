package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Challenge, hello, and who is let in without a device. */
abstract class LoginContract extends Clients {
    @Test
    void challenge_whenSocketOpens_hasNonceTimeAndCapabilities() {
        JsonNode frame = open().challengeFrame();

        assertEquals("event", frame.path("type").asText());
        assertEquals("connect.challenge", frame.path("event").asText());
        assertFalse(frame.has("seq"), "a challenge has no number");
        JsonNode payload = frame.path("payload");
        String nonce = payload.path("nonce").asText();
        assertEquals(nonce, UUID.fromString(nonce).toString());
        assertTrue(payload.path("ts").isIntegralNumber());
        assertTrue(payload.path("capabilities").isArray());
    }

    @Test
    void challenge_ofEverySocket_isItsOwn() {
        assertFalse(open().challenge().nonce().equals(open().challenge().nonce()));
    }

    @Test
    void hello_ofHelper_hasWhatClientsRead() {
        JsonNode hello = hello(helper().asking("operator.read", "operator.pairing"));

        assertEquals("hello-ok", hello.path("type").asText());
        assertEquals(4, hello.path("protocol").asInt());
        assertTrue(hello.path("server").path("connId").isTextual());
        assertTrue(hello.path("server").path("bootId").isTextual());
        assertTrue(hello.path("server").path("version").isTextual());
        assertTrue(texts(hello.path("features").path("methods"))
                .containsAll(List.of("health", "status", "sessions.list", "device.pair.list")));
        assertTrue(texts(hello.path("features").path("events")).containsAll(List.of("tick", "health", "shutdown")));
        assertTrue(hello.path("features").path("capabilities").isArray());
        assertTrue(hello.path("snapshot").path("presence").isArray());
        assertTrue(hello.path("snapshot").path("health").path("ok").asBoolean());
        assertTrue(hello.path("snapshot").path("stateVersion").path("presence").isIntegralNumber());
        assertTrue(hello.path("snapshot").path("uptimeMs").isIntegralNumber());
    }

    @Test
    void hello_ofHelper_saysWhatItMayDoAndHowMuch() {
        JsonNode hello = hello(helper().asking("operator.read", "operator.pairing", "operator.read"));

        JsonNode auth = hello.path("auth");
        assertEquals("token", auth.path("method").asText());
        assertEquals("operator", auth.path("role").asText());
        assertEquals(List.of("operator.read", "operator.pairing"), texts(auth.path("scopes")));
        assertTrue(auth.path("recoveryScope").isTextual());
        assertFalse(auth.has("deviceToken"), "no record, no token");
        assertEquals(26_214_400, hello.path("policy").path("maxPayload").asInt());
        assertEquals(52_428_800, hello.path("policy").path("maxBufferedBytes").asInt());
        assertTrue(hello.path("policy").path("tickIntervalMs").asLong() > 0);
    }

    @Test
    void devicelessCli_onLoopback_keepsScopes() {
        Login cli = Login.as("cli", "cli").withToken(gateway().sharedToken()).asking("operator.admin");
        assertEquals(List.of("operator.admin"), texts(hello(cli).path("auth").path("scopes")));
    }

    @Test
    void devicelessOther_withSharedToken_getsNoScopes() {
        Login other =
                Login.as("test", "test").withToken(gateway().sharedToken()).asking("operator.admin");
        assertEquals(List.of(), texts(hello(other).path("auth").path("scopes")));
    }

    @Test
    void devicelessHelper_withOrigin_getsNoScopes() {
        RawClient client = open(Map.of("Origin", "http://localhost:3000"));
        JsonNode hello = hello(client, helper().asking("operator.admin"));
        assertEquals(List.of(), texts(hello.path("auth").path("scopes")));
    }

    @Test
    void devicelessTerminalUi_always_mustHaveDevice() {
        Login tui = Login.as("openclaw-tui", "ui").withToken(gateway().sharedToken());
        refused(tui).is("INVALID_REQUEST", "CONTROL_UI_DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void devicelessNode_withSharedToken_mustHaveDevice() {
        Login node =
                Login.as("node-host", "node").inRole("node").withToken(gateway().sharedToken());
        refused(node).is("NOT_PAIRED", "DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void devicelessHelper_withoutCredential_mustHaveDevice() {
        refused(Login.as("gateway-client", "backend")).is("NOT_PAIRED", "DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void devicelessClient_withDeviceToken_mustHaveDevice() {
        Login login = Login.as("gateway-client", "backend").withDeviceToken(Secret.of("x".repeat(43)));
        refused(login).is("NOT_PAIRED", "DEVICE_IDENTITY_REQUIRED", 1008);
    }

    @Test
    void devicelessHelper_withWrongToken_isToldSo() {
        Refused refused = refused(helper().withToken(Secret.of("wrong")));

        refused.is("INVALID_REQUEST", "AUTH_TOKEN_MISMATCH", 1008);
        assertEquals("token_mismatch", refused.detail("authReason"));
        assertFalse(refused.details().path("canRetryWithDeviceToken").asBoolean(true));
        assertEquals("update_auth_credentials", refused.detail("recommendedNextStep"));
    }

    @Test
    void sharedToken_inPasswordField_isTaken() {
        Login login = Login.as("gateway-client", "backend")
                .butThen(params -> params.putObject("auth")
                        .put("password", gateway().sharedToken().reveal()));
        assertEquals("token", hello(login).path("auth").path("method").asText());
    }

    @Test
    void device_withoutCredential_isToldTokenIsMissing() {
        Refused refused = refused(Login.as("gateway-client", "ui").of(freshDevice()));

        refused.is("INVALID_REQUEST", "AUTH_TOKEN_MISSING", 1008);
        assertEquals("update_auth_configuration", refused.detail("recommendedNextStep"));
    }

    @Test
    void device_withWrongToken_mayRetryWithItsOwn() {
        Refused refused = refused(paired(freshDevice()).withToken(Secret.of("wrong")));

        refused.is("INVALID_REQUEST", "AUTH_TOKEN_MISMATCH", 1008);
        assertTrue(refused.details().path("canRetryWithDeviceToken").asBoolean());
        assertEquals("retry_with_device_token", refused.detail("recommendedNextStep"));
    }

    @Test
    void browser_withoutOrigin_isRefused() {
        Login page =
                Login.as("openclaw-control-ui", "webchat").withToken(gateway().sharedToken());
        refused(page.of(freshDevice())).is("INVALID_REQUEST", "CONTROL_UI_ORIGIN_NOT_ALLOWED", 1008);
    }

    @Test
    void anyClient_withForeignOrigin_isRefused() {
        RawClient client = open(Map.of("Origin", "https://evil.example"));
        refused(client, helper()).is("INVALID_REQUEST", "CONTROL_UI_ORIGIN_NOT_ALLOWED", 1008);
    }

    @Test
    void anyClient_withNullOrigin_isRefused() {
        RawClient client = open(Map.of("Origin", "null"));
        refused(client, helper()).is("INVALID_REQUEST", "CONTROL_UI_ORIGIN_NOT_ALLOWED", 1008);
    }
}
