package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.InMemoryApiKeyStore;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.epoch.EpochJournal;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.InMemoryDeviceTokenStore;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustModes;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole installation over real sockets: fake gateway, paired backend, sign-in, relay and its server. */
final class RelayWorld implements AutoCloseable {
    static final int MOST_SOCKETS = 1_100;
    static final String USER_HEADER = "x-forwarded-user";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    final InstantSource clock = InstantSource.system();
    final SecureRandom random = new SecureRandom();
    final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    final InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
    final InMemoryUserStore users = new InMemoryUserStore(unit);
    final Tokens tokens = new Tokens(random);
    final Sessions sessions = new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, clock);
    final ApiKeys keys = new ApiKeys(unit, new InMemoryApiKeyStore(unit), users, tokens, clock);
    final AuditLog audit = new AuditLog(unit, unit);
    final FakeGateway gateway;
    final DeviceIdentity backend = DeviceIdentity.generate(random);
    final InMemoryGatewayTokenStore deviceTokens = new InMemoryGatewayTokenStore();
    final NettyTransport transport = NettyTransport.builder().build();
    final BackendTrust trust = new BackendTrust("backend", pairings, unit, clock);
    final TrustEngine engine;
    final RevocationFeed feed;
    final DeviceTokens issued;
    final GatewayClient control;
    final Comings comings = new Comings();
    final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    final GatewayRelay relay;
    final RelayServer server;
    private final List<RelayServer> servers = new CopyOnWriteArrayList<>();

    RelayWorld() throws Exception {
        this(TrustPolicies.backendOwned(Role.VIEWER));
    }

    RelayWorld(TrustPolicy policy) throws Exception {
        this(
                TrustModes.startingWith("standard", policy),
                journal -> RevocationFeed.follow(journal, Duration.ofSeconds(15)));
    }

    /** Told of revocations by what {@code following} makes of the journal. */
    RelayWorld(TrustModes modes, Function<EpochJournal, RevocationFeed> following) throws Exception {
        this(modes, following, null);
    }

    /** At a gateway in trusted-proxy mode, which learns in this way who the person is. */
    static RelayWorld naming(PersonHeaders persons, TrustPolicy policy) throws Exception {
        TrustModes modes = TrustModes.startingWith("standard", policy);
        return new RelayWorld(modes, journal -> RevocationFeed.follow(journal, Duration.ofSeconds(15)), persons);
    }

    private RelayWorld(
            TrustModes modes, Function<EpochJournal, RevocationFeed> following, @Nullable PersonHeaders persons)
            throws Exception {
        feed = following.apply(unit);
        ClientProfile profile = ClientProfile.backend("Relay test", "1.0");
        if (persons == null) {
            gateway = FakeGateway.builder().start();
            control = control(profile, new Credential.SharedToken(gateway.sharedToken()), Map.of());
        } else {
            gateway = FakeGateway.builder().trustedProxy(USER_HEADER).start();
            control = control(
                    profile,
                    new Credential.None(),
                    PersonHeaders.in(USER_HEADER)
                            .of(new UserId("mission-control"), Access.fullOperator())
                            .orElseThrow());
        }
        control.start();
        if (!control.awaitReady(Duration.ofSeconds(10))) {
            throw new AssertionError("the control connection is " + control.state());
        }
        trust.observe(new BackendObservation.Confirmed(backend.id(), Access.fullOperator()));
        engine = TrustEngine.builder(modes, pairings, unit).build();
        Upstream way = persons == null
                ? Upstream.device(gateway.url(), backend, profile, deviceTokens, transport)
                : Upstream.trustedProxy(gateway.url(), backend, profile, deviceTokens, transport, USER_HEADER)
                        .withPersons(persons);
        Upstream upstream = way.observedBy(refusal -> refusals.add(String.valueOf(refusal.detailsCode())));
        AuthCallers callers = new AuthCallers(new Authenticator(sessions, keys, users, TrustedProxies.none()));
        issued = new DeviceTokens(engine, new InMemoryDeviceTokenStore(unit), pairings, unit, tokens, clock);
        relay = GatewayRelay.builder(engine, callers, upstream)
                .audit(audit)
                .revocations(feed)
                .listener(comings)
                .desks(
                        new PairingDesk(engine, pairings, unit, clock),
                        new Devices(engine, pairings, unit, clock, issued),
                        issued)
                .build();
        RequestGuard guard = RequestGuard.of(HostAllowlist.ofCsv("127.0.0.1"));
        server = RelayServer.builder(relay, UpgradeGate.of(guard))
                .maxConnections(MOST_SOCKETS)
                .start();
        servers.add(server);
    }

    private GatewayClient control(ClientProfile profile, Credential credential, Map<String, String> headers) {
        return GatewayClient.builder(gateway.url(), backend)
                .profile(profile)
                .credential(credential)
                .headers(headers)
                .tokens(deviceTokens)
                .transport(transport)
                .listener(new Approving())
                .approvalInterval(Duration.ofMillis(100))
                .build();
    }

    /** The gateway's owner, who approves the backend at once when it has to ask. */
    private final class Approving implements GatewayListener {
        @Override
        public void onState(GatewayState from, GatewayState to) {
            if (to instanceof GatewayState.WaitingForApproval waiting) {
                gateway.approve(waiting.requestId());
            }
        }
    }

    /** One more listener of the same relay, which takes any host and origin. */
    RelayServer listen(InetAddress address, ListenerTrait... vouched) {
        RelayServer more = RelayServer.builder(relay, upgrade -> new UpgradeVerdict.Admit())
                .bind(new InetSocketAddress(address, 0))
                .traits(Set.of(vouched))
                .start();
        servers.add(more);
        return more;
    }

    /** Puts a device on record as paired, for this person or for nobody. */
    void pair(DeviceId device, Access access, @Nullable UserId holder) {
        unit.commit(tx -> {
            Pairing.Paired pairing = new Pairing.Paired(access, clock.instant(), Set.of(), holder, null);
            pairings.put(tx, new Owner.Device(device), pairing);
            return pairing;
        });
    }

    /** What the owner of this machine may do. */
    HostDesk hostDesk() {
        return new HostDesk(pairings, unit, clock);
    }

    /** What was recorded about this, oldest first. */
    List<AuditEvent> recorded(AuditAction action) {
        return audit.read(0, 10_000).stream()
                .map(record -> record.event())
                .filter(event -> event.action() == action)
                .toList();
    }

    UserId user(String name, Role role) {
        UserId id = new UserId(name);
        Instant now = clock.instant();
        unit.commit(tx -> {
            users.save(tx, new User(id, name, role, UserStatus.ENABLED, null, now));
            return id;
        });
        return id;
    }

    Secret key(UserId user, Scope... scopes) {
        KeyCreation made = keys.create(Actor.system(), new KeyRequest("test", user, Set.of(scopes), null));
        return ((KeyCreation.Created) made).text();
    }

    Secret key(String name, Role role) {
        return key(user(name, role), Scope.KNOWN.toArray(Scope[]::new));
    }

    StartedSession signIn(UserId user) {
        return sessions.start(user, SignIn.PASSWORD, new Source(InetAddress.getLoopbackAddress(), "test"));
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.address().getPort() + "/gateway");
    }

    WsClient open() throws Exception {
        return WsClient.open(url(), Map.of());
    }

    /** A browser that is signed in: cookie and own origin. */
    WsClient openAs(StartedSession session) throws Exception {
        return WsClient.open(url(), browser(session));
    }

    /** What a signed-in browser sends along. */
    Map<String, String> browser(StartedSession session) {
        return Map.of(
                "Cookie",
                "mc-session=" + session.token().reveal(),
                "Origin",
                "http://127.0.0.1:" + server.address().getPort());
    }

    /** The public id of this person's only key. */
    String keyOf(UserId user) {
        return keys.list().stream()
                .filter(key -> key.user().equals(user))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Connects with an API key and returns hello. */
    JsonNode connect(WsClient client, @Nullable Secret key, String... scopes) throws Exception {
        client.next();
        return client.send(connectFrame(key, scopes)).answer("c");
    }

    static String connectFrame(@Nullable Secret key, String... scopes) {
        ObjectNode frame = connect(scopes);
        if (key != null) {
            ((ObjectNode) frame.get("params")).putObject("auth").put("token", key.reveal());
        }
        return frame.toString();
    }

    static ObjectNode connect(String... scopes) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("type", "req").put("id", "c").put("method", "connect");
        ObjectNode params = frame.putObject("params");
        params.put("minProtocol", 4).put("maxProtocol", 4).put("role", "operator");
        params.putObject("client")
                .put("id", "cli")
                .put("version", "1.0")
                .put("platform", "linux")
                .put("mode", "cli");
        for (String scope : scopes) {
            params.withArray("scopes").add(scope);
        }
        return frame;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    static String call(String id, String method) {
        return call(id, method, "{}");
    }

    static String call(String id, String method, String params) {
        return "{\"type\":\"req\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    List<String> callsOf(String method) {
        return gateway.calls().stream()
                .filter(call -> call.method().equals(method))
                .map(call -> call.outcome())
                .toList();
    }

    @Override
    public void close() {
        relay.close();
        servers.forEach(RelayServer::close);
        control.close();
        transport.close();
        engine.close();
        feed.close();
        gateway.close();
    }
}
