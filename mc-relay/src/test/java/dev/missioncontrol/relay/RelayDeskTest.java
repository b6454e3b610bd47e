package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.trust.TrustPolicies;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateway clients manage our devices by the gateway's own requests. */
class RelayDeskTest {
    private static final String[] ALL = {"operator.read", "operator.write", "operator.admin", "operator.pairing"};

    private final DeviceIdentity desk = DeviceIdentity.ofSeed(new byte[32]);
    private final DeviceIdentity laptop =
            DeviceIdentity.ofSeed("the laptop that asks, 32 bytes .".getBytes(StandardCharsets.US_ASCII));
    private RelayWorld world;
    private Secret adminKey;
    private Secret operatorKey;
    private UserId operator;
    private WsClient admin;

    @BeforeEach
    void start() throws Exception {
        world = new RelayWorld(TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
        UserId ada = world.user("ada", Role.ADMIN);
        adminKey = world.key(ada, Scope.KNOWN.toArray(Scope[]::new));
        operator = world.user("olga", Role.OPERATOR);
        operatorKey = world.key(operator, Scope.KNOWN.toArray(Scope[]::new));
        world.pair(desk.id(), Access.fullOperator(), ada);
        admin = world.open();
        assertThat(connect(admin, desk, adminKey, ALL).path("ok").asBoolean()).isTrue();
    }

    @AfterEach
    void stop() {
        admin.close();
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device.pair.list",
                "device.pair.approve",
                "device.pair.reject",
                "device.pair.remove",
                "device.pair.rename",
                "device.token.rotate",
                "device.token.revoke"
            })
    void operator_when_the_scope_is_missing_hears_what_the_gateway_would_say(String method) throws Exception {
        world.pair(laptop.id(), Access.operator(Scope.READ), operator);
        try (WsClient client = world.open()) {
            connect(client, laptop, operatorKey, "operator.read");
            JsonNode error = client.send(RelayWorld.call("1", method, params(method)))
                    .answer("1")
                    .path("error");
            assertThat(error.path("code").asText()).isEqualTo("FORBIDDEN");
            assertThat(error.path("message").asText()).isEqualTo("missing scope: operator.pairing");
            assertThat(error.path("details").toString())
                    .isEqualTo(
                            "{\"code\":\"MISSING_SCOPE\",\"missingScope\":\"operator.pairing\",\"requiredScopes\":[\"operator.pairing\"]}");
        }
        assertThat(world.callsOf(method)).isEmpty();
    }

    @Test
    void list_when_asked_holds_the_backend_marked_and_our_devices() throws Exception {
        world.issued.issue(Proofs.proven(laptopPaired()));
        JsonNode list = ask("device.pair.list", "{}").path("payload");
        JsonNode backend = list.at("/paired/0");
        assertThat(backend.path("deviceId").asText())
                .isEqualTo(world.backend.id().value());
        assertThat(backend.path("publicKey").asText())
                .isEqualTo(world.backend.key().text());
        assertThat(backend.path("displayName").asText()).isEqualTo("Relay test (this server)");
        assertThat(backend.path("backend").asBoolean()).isTrue();
        assertThat(backend.path("connected").asBoolean()).isTrue();
        assertThat(list.path("paired")).hasSize(3);
        JsonNode own = list.at("/paired/1");
        assertThat(own.path("deviceId").asText()).isEqualTo(desk.id().value());
        assertThat(own.path("connected").asBoolean()).isTrue();
        JsonNode other = list.at("/paired/2");
        assertThat(names(other))
                .contains(
                        "deviceId",
                        "publicKey",
                        "role",
                        "roles",
                        "scopes",
                        "approvedVia",
                        "createdAtMs",
                        "approvedAtMs",
                        "connected",
                        "tokens");
        assertThat(other.path("connected").asBoolean()).isFalse();
        assertThat(names(other.at("/tokens/0"))).containsExactlyInAnyOrder("role", "scopes", "createdAtMs");
        assertThat(world.callsOf("device.pair.list")).isEmpty();
    }

    @Test
    void request_when_made_is_told_and_can_be_approved() throws Exception {
        ask("device.pair.list", "{}");
        String request = requestOf(laptop, "operator.read", "operator.write");
        JsonNode told = event("device.pair.requested");
        assertThat(told.has("seq")).isFalse();
        assertThat(told.at("/payload/requestId").asText()).isEqualTo(request);
        assertThat(told.at("/payload/deviceId").asText()).isEqualTo(laptop.id().value());
        assertThat(told.at("/payload/scopes").toString()).isEqualTo("[\"operator.read\",\"operator.write\"]");
        assertThat(told.at("/payload/isRepair").asBoolean()).isFalse();
        JsonNode listed = ask("device.pair.list", "{}").at("/payload/pending/0");
        assertThat(listed).isEqualTo(told.path("payload"));

        JsonNode approved = ask("device.pair.approve", "{\"requestId\":\"" + request + "\"}")
                .path("payload");
        assertThat(approved.path("requestId").asText()).isEqualTo(request);
        assertThat(approved.at("/device/deviceId").asText())
                .isEqualTo(laptop.id().value());
        assertThat(approved.at("/device/approvedVia").asText()).isEqualTo("owner");
        JsonNode resolved = event("device.pair.resolved").path("payload");
        assertThat(resolved.path("requestId").asText()).isEqualTo(request);
        assertThat(resolved.path("decision").asText()).isEqualTo("approved");
        try (WsClient client = world.open()) {
            assertThat(connect(client, laptop, operatorKey, "operator.read")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void request_when_rejected_is_told_and_gone() throws Exception {
        ask("device.pair.list", "{}");
        String request = requestOf(laptop, "operator.read");
        event("device.pair.requested");
        JsonNode rejected =
                ask("device.pair.reject", "{\"requestId\":\"" + request + "\"}").path("payload");
        assertThat(rejected.path("deviceId").asText()).isEqualTo(laptop.id().value());
        assertThat(event("device.pair.resolved").at("/payload/decision").asText())
                .isEqualTo("rejected");
        assertThat(message("device.pair.approve", "{\"requestId\":\"" + request + "\"}"))
                .isEqualTo("unknown requestId");
    }

    @Test
    void caller_when_the_connection_may_less_than_the_request_approves_nothing() throws Exception {
        String request = requestOf(laptop, "operator.read", "operator.write");
        try (WsClient narrow = world.open()) {
            connect(narrow, desk, adminKey, "operator.pairing");
            JsonNode error = narrow.send(
                            RelayWorld.call("1", "device.pair.approve", "{\"requestId\":\"" + request + "\"}"))
                    .answer("1")
                    .path("error");
            assertThat(error.path("code").asText()).isEqualTo("INVALID_REQUEST");
            assertThat(error.path("message").asText()).isEqualTo("missing scope: operator.read");
        }
        assertThat(world.pairings.pending(request)).isPresent();
    }

    @Test
    void device_when_removed_is_cut_off_and_no_longer_listed() throws Exception {
        laptopPaired();
        try (WsClient client = world.open()) {
            connect(client, laptop, operatorKey, "operator.read");
            String params = "{\"deviceId\":\"" + laptop.id().value() + "\"}";
            assertThat(ask("device.pair.remove", params).at("/payload/deviceId").asText())
                    .isEqualTo(laptop.id().value());
            assertThat(client.closed().code()).isEqualTo(4001);
            assertThat(message("device.pair.remove", params)).isEqualTo("unknown deviceId");
        }
        assertThat(ask("device.pair.list", "{}").at("/payload/paired")).hasSize(2);
    }

    @Test
    void device_when_renamed_has_its_new_name_and_everybody_is_told() throws Exception {
        laptopPaired();
        String params = "{\"deviceId\":\"" + laptop.id().value() + "\",\"label\":\"Kitchen\"}";
        assertThat(ask("device.pair.rename", params).at("/payload/label").asText())
                .isEqualTo("Kitchen");
        assertThat(event("device.pair.changed").path("payload").isEmpty()).isTrue();
        assertThat(ask("device.pair.list", "{}")
                        .at("/payload/paired/2/displayName")
                        .asText())
                .isEqualTo("Kitchen");
        String long65 = "x".repeat(65);
        assertThat(message("device.pair.rename", params.replace("Kitchen", long65)))
                .startsWith("invalid device.pair.rename params");
    }

    @Test
    void token_when_rotated_is_shown_to_its_own_device_alone() throws Exception {
        laptopPaired();
        JsonNode other = ask("device.token.rotate", token(laptop)).path("payload");
        assertThat(other.path("tokenDelivery").asText()).isEqualTo("withheld-cross-device");
        assertThat(other.has("token")).isFalse();
        assertThat(other.path("scopes").toString()).isEqualTo("[\"operator.read\"]");
        assertThat(other.path("rotatedAtMs").asLong()).isPositive();
        JsonNode own = ask("device.token.rotate", token(desk)).path("payload");
        assertThat(own.path("tokenDelivery").asText()).isEqualTo("in-band");
        assertThat(world.issued.verify(Secret.of(own.path("token").asText()), desk.id()))
                .asString()
                .startsWith("Good");
        JsonNode revoked = ask("device.token.revoke", token(laptop)).path("payload");
        assertThat(revoked.path("revokedAtMs").asLong()).isPositive();
        assertThat(message("device.token.revoke", token(laptop))).isEqualTo("device token revocation denied");
    }

    @Test
    void token_when_for_another_role_or_other_scopes_is_denied() throws Exception {
        laptopPaired();
        assertThat(message("device.token.rotate", token(laptop).replace("operator", "node")))
                .isEqualTo("device token rotation denied");
        assertThat(message(
                        "device.token.rotate",
                        token(laptop).replace("}", ",\"scopes\":[\"operator.read\",\"operator.admin\"]}")))
                .isEqualTo("device token rotation denied");
    }

    @ParameterizedTest
    @CsvSource({
        "device.pair.remove, device pairing removal denied",
        "device.pair.rename, device pairing rename denied",
        "device.token.rotate, device token rotation denied",
        "device.token.revoke, device token revocation denied"
    })
    void backend_when_somebody_would_change_its_device_stays_as_it_is(String method, String message) throws Exception {
        String params =
                params(method).replace(laptop.id().value(), world.backend.id().value());
        assertThat(message(method, params)).isEqualTo(message);
        assertThat(world.gateway.devices()).hasSize(1);
    }

    @Test
    void request_when_it_has_not_the_form_is_told_so() throws Exception {
        assertThat(message("device.pair.list", "{\"all\":true}")).startsWith("invalid device.pair.list params");
        assertThat(message("device.pair.approve", "{}")).startsWith("invalid device.pair.approve params");
        assertThat(message("device.pair.approve", "{\"requestId\":7}"))
                .startsWith("invalid device.pair.approve params");
        assertThat(message("device.pair.approve", "{\"requestId\":\"nope\"}")).isEqualTo("unknown requestId");
        assertThat(message("device.pair.remove", "{\"deviceId\":\"nope\"}")).isEqualTo("unknown deviceId");
        String huge = "{\"requestId\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(message("device.pair.approve", huge)).startsWith("invalid request frame");
        assertThat(ask("health", "{}").path("ok").asBoolean()).isTrue();
    }

    @Test
    void events_when_the_scope_is_missing_are_not_told() throws Exception {
        world.pair(laptop.id(), Access.operator(Scope.READ), operator);
        try (WsClient client = world.open()) {
            connect(client, laptop, operatorKey, "operator.read");
            ask("device.pair.rename", "{\"deviceId\":\"" + laptop.id().value() + "\",\"label\":\"Kitchen\"}");
            event("device.pair.changed");
            client.send(RelayWorld.call("1", "health")).answer("1");
            assertThat(client.texts()).noneMatch(text -> text.contains("\"event\":\"device.pair"));
        }
    }

    private JsonNode ask(String method, String params) throws Exception {
        return admin.send(RelayWorld.call("a", method, params)).answer("a");
    }

    private String message(String method, String params) throws Exception {
        JsonNode error = ask(method, params).path("error");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_REQUEST");
        return error.path("message").asText();
    }

    /** The next event of this name at the admin's socket. */
    private JsonNode event(String name) throws Exception {
        while (true) {
            List<String> texts = admin.texts();
            for (String text : texts) {
                JsonNode message = RelayWorld.read(text);
                if (message.path("event").asText().equals(name)) {
                    return message;
                }
            }
            admin.next();
        }
    }

    /** A device asks for its pairing; the id of its request. */
    private String requestOf(DeviceIdentity device, String... scopes) throws Exception {
        try (WsClient client = world.open()) {
            return connect(client, device, operatorKey, scopes)
                    .at("/error/details/requestId")
                    .asText();
        }
    }

    private DeviceIdentity laptopPaired() {
        world.pair(laptop.id(), Access.operator(Scope.READ), operator);
        return laptop;
    }

    private static JsonNode connect(WsClient client, DeviceIdentity device, Secret key, String... scopes)
            throws Exception {
        var challenge = Proofs.challenge(client.next());
        return client.send(Proofs.connect(device, key, challenge, PayloadVersion.V3, scopes))
                .answer("c");
    }

    private String params(String method) {
        String id = "\"deviceId\":\"" + laptop.id().value() + "\"";
        return switch (method) {
            case "device.pair.list" -> "{}";
            case "device.pair.approve", "device.pair.reject" -> "{\"requestId\":\"r\"}";
            case "device.pair.remove" -> "{" + id + "}";
            case "device.pair.rename" -> "{" + id + ",\"label\":\"Kitchen\"}";
            default -> "{" + id + ",\"role\":\"operator\"}";
        };
    }

    private static String token(DeviceIdentity device) {
        return "{\"deviceId\":\"" + device.id().value() + "\",\"role\":\"operator\"}";
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
