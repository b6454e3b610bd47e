package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.Answer;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.DeviceListing;
import dev.missioncontrol.gateway.Dialect;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayClientBuilder;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.KnownDevice;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.ScopeUpgrade;
import dev.missioncontrol.gateway.SetupCode;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That {@link GatewayClient} and the gateway understand each other. */
abstract class ClientContract extends CallContract {
    private static final Duration SHORT = Duration.ofSeconds(60);

    @Test
    void client_waitingForApproval_becomesReadyWithoutRestart() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        States states = new States();
        try (GatewayClient client = client(device, tokens, states, Scope.READ)) {
            client.start();
            String requestId =
                    states.await(GatewayState.WaitingForApproval.class).requestId();
            gateway().approve(requestId);

            GatewayState.Ready ready = states.await(GatewayState.Ready.class);
            assertEquals(Access.operator(Scope.READ), ready.access());
            assertInstanceOf(Reply.Result.class, reply(client.call("sessions.list", "{}", SHORT)));
            assertEquals(43, kept(tokens, device).reveal().length());
        }
    }

    @Test
    void client_withKeptToken_needsNoSharedToken() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        Secret token = deviceToken(pair(device, "operator.read"));
        tokens.save(place(), device.id(), ClientRole.OPERATOR, new StoredToken(token, Set.of(Scope.READ)));
        try (GatewayClient client = builder(device, tokens, Scope.READ)
                .credential(new Credential.None())
                .build()) {
            client.start();

            assertTrue(client.awaitReady(SHORT), () -> "the state " + client.state());
            assertTrue(kept(tokens, device).matches(token));
        }
    }

    @Test
    void client_withoutScope_hearsItFromTheGateway() throws Exception {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");
        try (GatewayClient client = client(device, new InMemoryGatewayTokenStore(), new States(), Scope.READ)) {
            client.start();
            assertTrue(client.awaitReady(SHORT), () -> "the state " + client.state());

            Reply reply = reply(client.call("sessions.send", "{\"key\":\"main\",\"message\":\"x\"}", SHORT));
            Reply.Refused refused = assertInstanceOf(Reply.Refused.class, reply);
            assertEquals("FORBIDDEN", refused.code());
            assertEquals("MISSING_SCOPE", refused.detailsCode());
        }
    }

    @Test
    void client_whenGatewayRestarts_comesBackWithItsToken() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        pair(device, "operator.read");
        States states = new States();
        try (GatewayClient client = client(device, tokens, states, Scope.READ)) {
            client.start();
            states.await(GatewayState.Ready.class);
            Secret before = kept(tokens, device);
            gateway().restart();

            states.await(GatewayState.BackingOff.class);
            states.await(GatewayState.Ready.class);
            assertInstanceOf(Reply.Result.class, reply(client.call("health", "{}", SHORT)));
            assertTrue(kept(tokens, device).matches(before));
        }
    }

    @Test
    void client_whenItsDeviceIsRemoved_doesNotLogInWithTheSharedTokenByItself() throws Exception {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");
        States states = new States();
        try (GatewayClient client = client(device, new InMemoryGatewayTokenStore(), states, Scope.READ)) {
            client.start();
            states.await(GatewayState.Ready.class);
            gateway().remove(device.id().value());

            states.await(GatewayState.Closed.class);
            String list = admin().call("device.pair.list").path("payload").toString();
            assertTrue(!list.contains(device.id().value()), "the device is back in " + list);
        }
    }

    @Test
    void client_whenItsWiderScopesAreApproved_connectsAnewWithThem() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        pair(device, "operator.read");
        States states = new States();
        try (GatewayClient client = client(device, tokens, states, Scope.READ)) {
            client.start();
            states.await(GatewayState.Ready.class);
            Secret narrow = kept(tokens, device);
            ScopeUpgrade.Asked asked =
                    assertInstanceOf(ScopeUpgrade.Asked.class, upgrade(client.requestScopes(Set.of(Scope.WRITE))));
            CompletionStage<ScopeUpgrade> waiting = client.awaitScopes(asked.requestId(), SHORT);
            reply(client.call("health", "{}", SHORT));
            gateway().approve(asked.requestId());

            assertInstanceOf(ScopeUpgrade.Granted.class, upgrade(waiting));
            GatewayState.Ready ready = states.await(GatewayState.Ready.class);
            assertTrue(ready.access().covers(Access.operator(Scope.WRITE)), () -> "the access " + ready.access());
            assertTrue(!kept(tokens, device).matches(narrow), "a wider token replaces the narrow one");
            assertInstanceOf(Reply.Result.class, reply(client.call("sessions.list", "{}", SHORT)));
        }
    }

    @Test
    void client_readingDevicesAndSessions_understandsTheGateway() throws Exception {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read", "operator.pairing");
        try (GatewayClient client =
                client(device, new InMemoryGatewayTokenStore(), new States(), Scope.READ, Scope.PAIRING)) {
            client.start();
            assertTrue(client.awaitReady(SHORT), () -> "the state " + client.state());

            Answer<DeviceListing> listed =
                    client.devices().listing().toCompletableFuture().get(SHORT.toSeconds(), TimeUnit.SECONDS);
            DeviceListing listing = ((Answer.Given<DeviceListing>) listed).value();
            KnownDevice own = listing.paired().stream()
                    .filter(known -> known.deviceId().equals(device.id()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(KnownDevice.Presence.CONNECTED, own.presence());
            assertEquals("operator", own.tokens().get(0).role());
            assertInstanceOf(
                    Answer.Given.class,
                    client.sessions().list().toCompletableFuture().get(SHORT.toSeconds(), TimeUnit.SECONDS));
            assertInstanceOf(Reply.Result.class, reply(client.sessions().subscribe()));
        }
    }

    @Test
    void client_withWrongTokenFirst_isLetInByItsDeviceTokenAtTheOneRetry() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        keep(tokens, device, deviceToken(pair(device, "operator.read")));
        try (GatewayClient client = builder(device, tokens, Scope.READ)
                .credential(new Credential.SharedToken(Secret.of("wrong")))
                .insecureCredentialFirst()
                .build()) {
            client.start();

            assertTrue(client.awaitReady(SHORT), () -> "the state " + client.state());
        }
    }

    @Test
    void client_withWrongTokenFirstAndStaleDeviceToken_stops() throws Exception {
        DeviceIdentity device = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        pair(device, "operator.read");
        keep(tokens, device, Secret.of("x".repeat(43)));
        States states = new States();
        try (GatewayClient client = builder(device, tokens, Scope.READ)
                .credential(new Credential.SharedToken(Secret.of("wrong")))
                .insecureCredentialFirst()
                .listener(states)
                .build()) {
            client.start();

            assertEquals(
                    CloseReason.DEVICE_TOKEN_REFUSED,
                    states.await(GatewayState.Closed.class).because());
        }
    }

    @Test
    void client_signingTheOlderForm_isLetIn() throws Exception {
        DeviceIdentity device = freshDevice();
        pair(device, "operator.read");
        try (GatewayClient client = builder(device, new InMemoryGatewayTokenStore(), Scope.READ)
                .credential(new Credential.SharedToken(gateway().sharedToken()))
                .dialect(Dialect.standard().insecureSignatureV2())
                .build()) {
            client.start();

            assertTrue(client.awaitReady(SHORT), () -> "the state " + client.state());
        }
    }

    @Test
    void client_offeringProtocolThree_isLetInAsAProbe() throws Exception {
        DeviceIdentity device = freshDevice();
        States states = new States();
        try (GatewayClient client = builder(device, new InMemoryGatewayTokenStore(), Scope.READ)
                .profile(profile(device, "openclaw-probe", "probe"))
                .credential(new Credential.SharedToken(gateway().sharedToken()))
                .dialect(Dialect.standard().withProtocols(3, 3))
                .listener(states)
                .build()) {
            client.start();
            gateway()
                    .approve(states.await(GatewayState.WaitingForApproval.class).requestId());

            assertEquals(
                    Access.operator(Scope.READ),
                    states.await(GatewayState.Ready.class).access());
            assertEquals(4, client.hello().orElseThrow().protocol());
        }
    }

    @Test
    void client_withSetupCode_isLetInOnceWithTheTokensOfBothRoles() throws Exception {
        SetupCode code = setupCode("limited");
        DeviceIdentity phone = freshDevice();
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        States states = new States();
        try (GatewayClient client = phone(phone, tokens)
                .credential(code.credential())
                .dialect(Dialect.standard().withProtocols(3, 4))
                .listener(states)
                .build()) {
            client.start();
            states.await(GatewayState.Ready.class);
            assertTrue(
                    tokens.find(place(), phone.id(), ClientRole.NODE).isPresent(),
                    "the token of the role logged in as");
            assertTrue(
                    tokens.find(place(), phone.id(), ClientRole.OPERATOR)
                            .orElseThrow()
                            .scopes()
                            .contains(Scope.WRITE),
                    "the token of the other role");
        }
        States others = new States();
        try (GatewayClient second = phone(freshDevice(), new InMemoryGatewayTokenStore())
                .credential(code.credential())
                .listener(others)
                .build()) {
            second.start();
            assertEquals(
                    CloseReason.SETUP_CODE_REFUSED,
                    others.await(GatewayState.Closed.class).because());
        }
    }

    /** A code for a device of this profile, made by an administrator over the wire. */
    private SetupCode setupCode(String profile) {
        JsonNode made = admin().call(
                        "device.pair.setupCode",
                        object("publicUrl", gateway().url().toString())
                                .put("bootstrapProfile", profile)
                                .put("includeQr", false));
        return SetupCode.parse(Secret.of(made.path("payload").path("setupCode").asText("none")))
                .orElseThrow(() -> new AssertionError("no setup code in " + made));
    }

    private GatewayClientBuilder phone(DeviceIdentity device, GatewayTokenStore tokens) {
        return builder(device, tokens)
                .profile(profile(device, "openclaw-android", "node").toBuilder()
                        .pinned("android 16", "Android")
                        .build())
                .access(Access.none(ClientRole.NODE));
    }

    private void keep(GatewayTokenStore tokens, DeviceIdentity device, Secret token) {
        tokens.save(place(), device.id(), ClientRole.OPERATOR, new StoredToken(token, Set.of(Scope.READ)));
    }

    private static ScopeUpgrade upgrade(CompletionStage<ScopeUpgrade> stage) throws Exception {
        return stage.toCompletableFuture().get(SHORT.toSeconds() * 2, TimeUnit.SECONDS);
    }

    private GatewayClient client(DeviceIdentity device, GatewayTokenStore tokens, States states, Scope... scopes) {
        return builder(device, tokens, scopes)
                .credential(new Credential.SharedToken(gateway().sharedToken()))
                .listener(states)
                .build();
    }

    private GatewayClientBuilder builder(DeviceIdentity device, GatewayTokenStore tokens, Scope... scopes) {
        return GatewayClient.builder(gateway().url(), device)
                .profile(profile(device, "gateway-client", "ui"))
                .access(Access.operator(scopes))
                .tokens(tokens)
                .approvalInterval(Duration.ofMillis(500));
    }

    private static ClientProfile profile(DeviceIdentity device, String id, String mode) {
        return ClientProfile.backend("Contract " + device.id().shortForm(), "1.0.0").toBuilder()
                .client(id, mode)
                .pinned("linux", "server")
                .build();
    }

    private String place() {
        URI url = gateway().url();
        return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
    }

    private Secret kept(GatewayTokenStore tokens, DeviceIdentity device) {
        return tokens.find(place(), device.id(), ClientRole.OPERATOR)
                .orElseThrow()
                .token();
    }

    private static Reply reply(CompletionStage<Reply> stage) throws Exception {
        return stage.toCompletableFuture().get(SHORT.toSeconds() * 2, TimeUnit.SECONDS);
    }
}
