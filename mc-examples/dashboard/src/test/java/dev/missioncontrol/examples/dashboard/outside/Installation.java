package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.NewUser;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.UserChange;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.InMemoryApiKeyStore;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.limit.LoginThrottle;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.relay.AuthCallers;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.PersonHeaders;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.io.Closeable;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** A backend in this process, kept in memory, paired with a real gateway: accounts, trust and the relay. */
final class Installation implements Closeable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ClientProfile PROFILE = ClientProfile.backend("Outside suite", "1.0");

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Tokens tokens = new Tokens(random);
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
    private final InMemoryUserStore people = new InMemoryUserStore(unit);
    private final Sessions sessions =
            new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, clock);
    private final PasswordHasher hasher = PasswordHasher.argon2id(random);
    private final Users users = new Users(unit, people, sessions, hasher, clock);
    private final ApiKeys keys = new ApiKeys(unit, new InMemoryApiKeyStore(unit), people, tokens, clock);
    private final Authenticator authenticator = new Authenticator(sessions, keys, people, TrustedProxies.none());
    private final SignInDesk desk =
            new SignInDesk(unit, people, sessions, hasher, new LoginThrottle(System::nanoTime), tokens);
    private final AuditLog audit = new AuditLog(unit, unit);
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    private final TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
            .build();
    private final InMemoryGatewayTokenStore gatewayTokens = new InMemoryGatewayTokenStore();
    private final NettyTransport transport = NettyTransport.builder().build();
    private final DeviceIdentity backend = DeviceIdentity.generate(random);
    private final RealGateway gateway;
    private final URI endpoint;
    private final GatewayClient control;
    private final Upstream upstream;
    private final GatewayRelay relay;

    private Installation(RealGateway gateway, URI endpoint, Optional<String> userHeader) {
        this.gateway = gateway;
        this.endpoint = endpoint;
        control = control(userHeader);
        upstream = upstream(userHeader);
        relay = GatewayRelay.builder(engine, new AuthCallers(authenticator), upstream)
                .audit(audit)
                .revocations(feed)
                .build();
    }

    /** Before a gateway that knows devices alone; {@code endpoint} is where it is reached, a tap perhaps. */
    static Installation byDevice(RealGateway gateway, URI endpoint) {
        return new Installation(gateway, endpoint, Optional.empty());
    }

    /** Before a gateway that trusts proxies to name people. */
    static Installation byName(RealGateway gateway, URI endpoint) {
        return new Installation(gateway, endpoint, Optional.of(RealGateway.USER_HEADER));
    }

    private GatewayClient control(Optional<String> userHeader) {
        Map<String, String> headers = userHeader
                .map(name -> PersonHeaders.in(name)
                        .of(new UserId("mission-control"), Access.fullOperator())
                        .orElseThrow())
                .orElse(Map.of());
        return GatewayClient.builder(endpoint, backend)
                .profile(PROFILE)
                .headers(headers)
                .credential(
                        headers.isEmpty() ? new Credential.SharedToken(gateway.sharedToken()) : new Credential.None())
                .tokens(gatewayTokens)
                .transport(transport)
                .approvalInterval(Duration.ofSeconds(2))
                .build();
    }

    private Upstream upstream(Optional<String> userHeader) {
        return userHeader
                .map(name -> Upstream.trustedProxy(endpoint, backend, PROFILE, gatewayTokens, transport, name)
                        .withOrigin(RealGateway.LISTED_ORIGIN))
                .orElseGet(() -> Upstream.device(endpoint, backend, PROFILE, gatewayTokens, transport));
    }

    /** Pairs the backend: it asks, the gateway's owner approves. */
    void pair() throws InterruptedException {
        control.start();
        String requestId = Patience.until("the backend does not ask", SOON, this::requestId);
        gateway.approve(requestId);
        if (!control.awaitReady(SOON)) {
            throw new IllegalStateException("the control connection is " + control.state());
        }
        new BackendTrust("backend", pairings, unit, clock)
                .observe(new BackendObservation.Confirmed(backend.id(), Access.fullOperator()));
    }

    private Optional<String> requestId() {
        return control.state() instanceof GatewayState.WaitingForApproval waiting
                ? Optional.of(waiting.requestId())
                : Optional.empty();
    }

    /** Makes an account; its password. */
    Secret account(String name, Role role) {
        Secret password = Secret.of(UUID.randomUUID().toString());
        UserChange made = users.create(Actor.system(), new NewUser(new UserId(name), name, role, password));
        if (made instanceof UserChange.Done) {
            return password;
        }
        throw new IllegalStateException("no account: " + made);
    }

    /** A key that may do all its holder may. */
    Secret key(String name) {
        KeyCreation made =
                keys.create(Actor.system(), new KeyRequest("outside", new UserId(name), Set.copyOf(Scope.KNOWN), null));
        return ((KeyCreation.Created) made).text();
    }

    GatewayRelay relay() {
        return relay;
    }

    Upstream upstream() {
        return upstream;
    }

    TrustEngine engine() {
        return engine;
    }

    SignInDesk desk() {
        return desk;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Tokens tokens() {
        return tokens;
    }

    /** The backend's own connection. */
    GatewayClient control() {
        return control;
    }

    /** The backend's device at the gateway. */
    String device() {
        return backend.id().value();
    }

    /** The rows of this backend's connections in the gateway's list of who is present. */
    List<JsonNode> presence() throws Exception {
        Reply reply = control.call("system-presence", "{}", SOON)
                .toCompletableFuture()
                .get(SOON.toSeconds(), TimeUnit.SECONDS);
        if (!(reply instanceof Reply.Result list)) {
            throw new IllegalStateException("no list: " + reply);
        }
        return StreamSupport.stream(new ObjectMapper().readTree(list.json()).spliterator(), false)
                .filter(row -> row.toString().contains(device()))
                .toList();
    }

    /** Everything that was recorded, oldest first. */
    List<AuditEvent> recorded() {
        return audit.read(0, 100_000).stream().map(record -> record.event()).toList();
    }

    @Override
    public void close() {
        relay.close();
        control.close();
        engine.close();
        feed.close();
        transport.close();
    }
}
