package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a device waits for approval, and what its token is good for afterwards. */
abstract class PairingContract extends HandshakeContract {
    @Test
    void newDevice_withSharedToken_waitsForApproval() {
        DeviceIdentity device = freshDevice();
        Refused refused = refused(paired(device).asking("operator.read"));

        refused.is("NOT_PAIRED", "PAIRING_REQUIRED", 1008);
        assertEquals("not-paired", refused.detail("reason"));
        assertEquals(device.id().value(), refused.detail("deviceId"));
        assertEquals("operator", refused.detail("requestedRole"));
        assertEquals(List.of("operator.read"), texts(refused.details().path("requestedScopes")));
        assertFalse(refused.details().has("approvedScopes"));
        String reason = refused.closed().reason();
        assertTrue(reason.startsWith("pairing required"), reason);
        assertTrue(reason.getBytes(StandardCharsets.UTF_8).length <= 120, reason);
    }

    @Test
    void waitingDevice_thatAsksForNoMore_keepsItsRequest() {
        Login wide = paired(freshDevice()).asking("operator.read", "operator.write");
        String requestId = refused(wide).requestId();

        assertEquals(requestId, refused(wide).requestId());
        assertEquals(requestId, refused(wide.asking("operator.read")).requestId());
    }

    @Test
    void waitingDevice_thatAsksForMore_getsNewRequestForAll() {
        RawClient admin = admin();
        Login login = paired(freshDevice());
        String first = refused(login.asking("operator.read")).requestId();
        assertEquals(first, requested(admin, first).path("requestId").asText());
        String second = refused(login.asking("operator.talk")).requestId();

        assertNotEquals(first, second);
        assertEquals("rejected", resolved(admin, first).path("decision").asText());
        JsonNode request = requested(admin, second);
        assertEquals(Set.of("operator.read", "operator.talk"), Set.copyOf(texts(request.path("scopes"))));
        assertFalse(request.path("silent").asBoolean(true));
        JsonNode gone = admin.call("device.pair.approve", object("requestId", first));
        assertEquals("INVALID_REQUEST", gone.path("error").path("code").asText());
    }

    @Test
    void approvedDevice_whenItComesBack_getsTokenOfItsOwn() {
        JsonNode auth = pair(freshDevice(), "operator.read").path("auth");

        assertEquals("token", auth.path("method").asText());
        assertEquals(List.of("operator.read"), texts(auth.path("scopes")));
        assertTrue(auth.path("deviceToken").asText().matches("[A-Za-z0-9_-]{43}"));
        assertTrue(auth.path("issuedAtMs").isIntegralNumber());
    }

    @Test
    void deviceToken_untilItIsReplaced_staysTheSame() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read", "operator.write"));
        Login byToken = paired(device).withDeviceToken(token);

        JsonNode narrow = hello(byToken.asking("operator.read"));
        assertEquals("device-token", narrow.path("auth").path("method").asText());
        assertEquals(List.of("operator.read"), texts(narrow.path("auth").path("scopes")));
        assertTrue(deviceToken(narrow).matches(token));
        JsonNode asToken = hello(paired(device).withToken(token).asking("operator.write"));
        assertEquals("device-token", asToken.path("auth").path("method").asText());
        assertTrue(deviceToken(hello(paired(device).asking("operator.read"))).matches(token));
    }

    @Test
    void deviceToken_forMoreThanItHolds_isTooNarrow() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        Refused refused = refused(paired(device).withDeviceToken(token).asking("operator.admin"));

        refused.is("INVALID_REQUEST", "AUTH_SCOPE_MISMATCH", 1008);
        assertEquals("review_auth_configuration", refused.detail("recommendedNextStep"));
    }

    @Test
    void deviceToken_ofOtherDevice_isRefused() {
        Secret token = deviceToken(pair(freshDevice(), "operator.read"));
        Refused refused = refused(paired(freshDevice()).withDeviceToken(token).asking("operator.read"));

        refused.is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
        assertEquals("update_auth_credentials", refused.detail("recommendedNextStep"));
    }

    @Test
    void deviceToken_inOtherRole_isRefused() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        refused(paired(device).inRole("node").withDeviceToken(token))
                .is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
    }

    @Test
    void pairedDevice_asOtherClient_needsNoNewApproval() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        Login backend = Login.as("gateway-client", "backend")
                .of(device)
                .withDeviceToken(token)
                .asking("operator.read");

        assertTrue(deviceToken(hello(backend)).matches(token));
        assertTrue(hello(Login.as("test", "test").of(device).withDeviceToken(token))
                .has("auth"));
    }

    @Test
    void pairedDevice_thatAsksForMore_waitsAndItsOldTokenEndsWithApproval() {
        DeviceIdentity device = freshDevice();
        Secret old = deviceToken(pair(device, "operator.read"));
        Login wider = paired(device).asking("operator.read", "operator.approvals");
        Refused refused = refused(wider);

        assertEquals("scope-upgrade", refused.detail("reason"));
        assertEquals(List.of("operator.read"), texts(refused.details().path("approvedScopes")));
        assertEquals(List.of("operator"), texts(refused.details().path("approvedRoles")));
        approve(refused.requestId());
        refused(paired(device).withDeviceToken(old).asking("operator.read"))
                .is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
        assertFalse(deviceToken(hello(wider)).matches(old));
    }

    @Test
    void pairedDevice_onOtherPlatform_waits() {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");

        assertEquals(
                "metadata-upgrade",
                refused(paired(device).on("windows").asking("operator.read")).detail("reason"));
    }

    @Test
    void pairedDevice_inNewRole_waits() {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");

        assertEquals("role-upgrade", refused(paired(device).inRole("node")).detail("reason"));
    }

    @Test
    void rejectedDevice_whenItAsksAgain_getsNewRequest() {
        RawClient admin = admin();
        Login login = paired(freshDevice()).asking("operator.read");
        String first = refused(login).requestId();
        JsonNode answer = admin.call("device.pair.reject", object("requestId", first));

        assertEquals(first, answer.path("payload").path("requestId").asText());
        assertEquals("rejected", resolved(admin, first).path("decision").asText());
        assertNotEquals(first, refused(login).requestId());
    }

    /** Approves through the wire: quicker than an owner's command line. */
    void approve(String requestId) {
        JsonNode answer = admin().call("device.pair.approve", object("requestId", requestId));
        assertTrue(answer.path("ok").asBoolean(), () -> "not approved: " + answer);
    }

    static JsonNode requested(RawClient admin, String requestId) {
        return pairing(admin, "device.pair.requested", requestId);
    }

    static JsonNode resolved(RawClient admin, String requestId) {
        return pairing(admin, "device.pair.resolved", requestId);
    }

    private static JsonNode pairing(RawClient admin, String event, String requestId) {
        while (true) {
            JsonNode payload = admin.event(event).path("payload");
            if (payload.path("requestId").asText().equals(requestId)) {
                return payload;
            }
        }
    }
}
