package dev.missioncontrol.testkit.relay;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.InMemoryApiKeyStore;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.TrustedProxies;
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
import dev.missioncontrol.relay.AuthCallers;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Everything around a relay but a web server: a gateway, the backend paired with it, one person, and their keys. */
final class Installation implements AutoCloseable {
    private static final UserId VERA = new UserId("vera");
    private static final ClientProfile PROFILE = ClientProfile.backend("Relay contract", "1.0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FRESHNESS_SLACK = 20;

    private final InstantSource clock = InstantSource.system();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryUserStore users = new InMemoryUserStore(unit);
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final Sessions sessions =
            new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, clock);
    private final ApiKeys keys = new ApiKeys(unit, new InMemoryApiKeyStore(unit), users, tokens, clock);
    private final FakeGateway gateway = FakeGateway.builder().start();
    private final MeteredTransport transport =
            new MeteredTransport(NettyTransport.builder().build());
    private final DeviceIdentity backend = DeviceIdentity.generate(new SecureRandom());
    private final BackendTrust trust;
    private final TrustEngine engine;
    private final RevocationFeed feed;
    private final GatewayRelay relay;

    /** An installation in which nobody is connected, and the backend is paired. */
    Installation() {
        InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
        trust = new BackendTrust("backend", pairings, unit, clock);
        engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
                .build();
        // A machine busy with other tests must not look like one that cannot see revocations.
        feed = RevocationFeed.follow(unit, RevocationFeed.HEARTBEAT, () -> System.nanoTime() / FRESHNESS_SLACK);
        InMemoryGatewayTokenStore deviceTokens = new InMemoryGatewayTokenStore();
        pair(deviceTokens);
        AuthCallers callers = new AuthCallers(new Authenticator(sessions, keys, users, TrustedProxies.none()));
        relay = GatewayRelay.builder(
                        engine, callers, Upstream.device(gateway.url(), backend, PROFILE, deviceTokens, transport))
                .audit(new AuditLog(unit, unit))
                .revocations(feed)
                .build();
        unit.commit(tx -> {
            users.save(tx, new User(VERA, "vera", Role.VIEWER, UserStatus.ENABLED, null, clock.instant()));
            return VERA;
        });
    }

    GatewayRelay relay() {
        return relay;
    }

    FakeGateway gateway() {
        return gateway;
    }

    MeteredTransport meter() {
        return transport;
    }

    /** What stands before the relay: this machine's address is the only host. */
    MountRules rules(int mostSockets) {
        return new MountRules(RequestGuard.of(HostAllowlist.ofCsv("127.0.0.1")), mostSockets);
    }

    /** A new API key of the one person there is. */
    KeyCreation.Created key() {
        return (KeyCreation.Created)
                keys.create(Actor.system(), new KeyRequest("contract", VERA, Set.of(Scope.READ), null));
    }

    void revoke(ApiKey key) {
        keys.revoke(Actor.system(), key.id());
    }

    void revokeAllKeys() {
        keys.list().forEach(this::revoke);
    }

    /** Signs the one person in on a new browser. */
    StartedSession signIn() {
        return sessions.start(VERA, SignIn.PASSWORD, new Source(InetAddress.getLoopbackAddress(), "contract"));
    }

    void signOut(StartedSession session) {
        sessions.end(session.session().id(), Actor.user(VERA), SessionEnd.SIGNED_OUT);
    }

    /** The gateway withdraws the backend's own pairing. */
    void withdrawBackend() {
        trust.observe(new BackendObservation.Withdrawn("AUTH_DEVICE_TOKEN_MISMATCH"));
    }

    /** Lets go of everything but the relay, which goes first. */
    @Override
    public void close() {
        engine.close();
        feed.close();
        transport.close();
        gateway.close();
    }

    /** Logs in once, so that the gateway's device token is there for the relay. */
    private void pair(InMemoryGatewayTokenStore deviceTokens) {
        try (GatewayClient control = GatewayClient.builder(gateway.url(), backend)
                .profile(PROFILE)
                .credential(new Credential.SharedToken(gateway.sharedToken()))
                .tokens(deviceTokens)
                .transport(transport)
                .listener(new Approving())
                .approvalInterval(Duration.ofMillis(100))
                .build()) {
            control.start();
            if (!control.awaitReady(PATIENCE)) {
                throw new AssertionError("the backend cannot pair: " + control.state());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
        trust.observe(new BackendObservation.Confirmed(backend.id(), Access.fullOperator()));
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
}
