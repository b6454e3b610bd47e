package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How devices are listed, cut off and given more, and what happens to their open sockets. */
abstract class DeviceContract extends PairingContract {
    private static final Closed CUT_OFF = new Closed(4001, "device removed");

    @Test
    void list_forAdmin_showsDevicesWithoutTokenTexts() {
        DeviceIdentity device = freshDevice();
        String token = deviceToken(pair(device, "operator.read")).reveal();
        JsonNode list = admin().call("device.pair.list").path("payload");
        JsonNode row = row(list, device).orElseThrow();

        assertEquals(device.key().text(), row.path("publicKey").asText());
        assertEquals("owner", row.path("approvedVia").asText());
        assertEquals(List.of("operator"), texts(row.path("roles")));
        assertEquals(List.of("operator.read"), texts(row.path("scopes")));
        assertEquals("operator", row.path("tokens").path(0).path("role").asText());
        assertTrue(row.path("approvedAtMs").isIntegralNumber());
        assertTrue(list.path("pending").isArray());
        assertFalse(list.toString().contains(token), "a token text in a list");
    }

    @Test
    void list_forPairingByDeviceToken_showsOwnDeviceOnly() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.pairing"));
        pair(freshDevice(), "operator.read");
        RawClient client = in(paired(device).withDeviceToken(token).asking("operator.pairing"));

        JsonNode paired = client.call("device.pair.list").path("payload").path("paired");
        assertEquals(1, paired.size());
        assertEquals(device.id().value(), paired.path(0).path("deviceId").asText());
        assertTrue(paired.path(0).path("connected").asBoolean());
    }

    @Test
    void owner_removingDevice_closesItsSocketsAndForgetsIt() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        RawClient socket = in(paired(device).withDeviceToken(token).asking("operator.read"));
        RawClient other = in(helper().asking("operator.read"));
        gateway().remove(device.id().value());

        assertEquals(CUT_OFF, socket.closed());
        refused(paired(device).withDeviceToken(token).asking("operator.read"))
                .is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
        assertEquals("not-paired", refused(paired(device)).detail("reason"));
        assertTrue(other.call("health").path("ok").asBoolean(), "the others stay");
    }

    @Test
    void admin_rotatingToken_closesSocketsAndKeepsTheNewOneBack() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        RawClient socket = in(paired(device).withDeviceToken(token).asking("operator.read"));
        JsonNode answer = admin().call("device.token.rotate", ofToken(device)).path("payload");

        assertEquals("withheld-cross-device", answer.path("tokenDelivery").asText());
        assertFalse(answer.has("token"));
        assertTrue(answer.path("rotatedAtMs").isIntegralNumber());
        assertEquals(CUT_OFF, socket.closed());
        refused(paired(device).withDeviceToken(token).asking("operator.read"))
                .is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
        assertFalse(deviceToken(hello(paired(device).asking("operator.read"))).matches(token));
    }

    @Test
    void device_rotatingItsOwnToken_getsTheNewOneAtOnce() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.pairing"));
        Login login = paired(device).withDeviceToken(token).asking("operator.pairing");
        RawClient socket = in(login);
        JsonNode answer = socket.call("device.token.rotate", ofToken(device)).path("payload");

        assertEquals("in-band", answer.path("tokenDelivery").asText());
        Secret fresh = Secret.of(answer.path("token").asText());
        assertEquals(CUT_OFF, socket.closed());
        assertTrue(deviceToken(hello(login.withDeviceToken(fresh))).matches(fresh));
    }

    @Test
    void admin_rotatingBeyondApproval_isDenied() {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");
        ObjectNode params = ofToken(device);
        params.putArray("scopes").add("operator.admin");

        isDenied(admin().call("device.token.rotate", params));
    }

    @Test
    void admin_revokingToken_closesSocketsAndRoleMustBeApprovedAnew() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        RawClient socket = in(paired(device).withDeviceToken(token).asking("operator.read"));
        JsonNode answer = admin().call("device.token.revoke", ofToken(device)).path("payload");

        assertTrue(answer.path("revokedAtMs").isIntegralNumber());
        assertEquals(CUT_OFF, socket.closed());
        refused(paired(device).withDeviceToken(token).asking("operator.read"))
                .is("INVALID_REQUEST", "AUTH_DEVICE_TOKEN_MISMATCH", 1008);
        assertEquals(
                "role-upgrade", refused(paired(device).asking("operator.read")).detail("reason"));
    }

    @Test
    void admin_renamingDevice_tellsOthers() {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");
        RawClient admin = admin();
        JsonNode answer = admin.call(
                "device.pair.rename", object("deviceId", device.id().value()).put("label", "The one in the hall"));

        assertTrue(answer.path("ok").asBoolean(), () -> "refused: " + answer);
        admin.event("device.pair.changed");
        JsonNode row =
                row(admin.call("device.pair.list").path("payload"), device).orElseThrow();
        assertEquals("The one in the hall", row.path("operatorLabel").asText());
    }

    @Test
    void admin_namingWhatIsNotThere_isToldSo() {
        RawClient admin = admin();
        isDenied(admin.call("device.pair.approve", object("requestId", "x")));
        isDenied(admin.call("device.pair.reject", object("requestId", "x")));
        isDenied(admin.call("device.pair.remove", object("deviceId", "x")));
        isDenied(admin.call("device.token.rotate", object("deviceId", "x").put("role", "operator")));
        isDenied(admin.call("device.pair.approve", object()));
    }

    @Test
    void pairingScope_approvingMoreThanItHolds_isDenied() {
        String requestId =
                refused(paired(freshDevice()).asking("operator.write")).requestId();
        RawClient client = in(helper().asking("operator.pairing", "operator.read"));

        isDenied(client.call("device.pair.approve", object("requestId", requestId)));
        assertTrue(client.call("device.pair.reject", object("requestId", requestId))
                .path("ok")
                .asBoolean());
    }

    @Test
    void connectedDevice_askingForMore_getsTokenWhenApproved() {
        DeviceIdentity device = freshDevice();
        Secret token = deviceToken(pair(device, "operator.read"));
        RawClient socket = in(paired(device).withDeviceToken(token).asking("operator.read"));
        ObjectNode more = object();
        more.putArray("scopes").add("operator.read").add("operator.write");
        String requestId = socket.call("device.scopes.requestUpgrade", more)
                .path("payload")
                .path("requestId")
                .asText();
        socket.request("wait", "device.scopes.waitUpgrade", object("requestId", requestId));
        approve(requestId);

        JsonNode answer = socket.answer("wait").path("payload");
        assertEquals("approved", answer.path("status").asText());
        assertEquals(Set.of("operator.read", "operator.write"), Set.copyOf(texts(answer.path("scopes"))));
        Secret fresh = Secret.of(answer.path("deviceToken").asText());
        assertTrue(hello(paired(device).withDeviceToken(fresh).asking("operator.write"))
                .has("auth"));
        JsonNode still = socket.call("sessions.create");
        assertEquals("FORBIDDEN", still.path("error").path("code").asText(), "the open socket keeps its scopes");
    }

    private static void isDenied(JsonNode answer) {
        assertEquals("INVALID_REQUEST", answer.path("error").path("code").asText(), () -> "the answer " + answer);
        assertFalse(answer.path("error").has("details"), () -> "details in " + answer);
    }

    private static ObjectNode ofToken(DeviceIdentity device) {
        return object("deviceId", device.id().value()).put("role", "operator");
    }

    private static Optional<JsonNode> row(JsonNode list, DeviceIdentity device) {
        for (JsonNode row : list.path("paired")) {
            if (row.path("deviceId").asText().equals(device.id().value())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
