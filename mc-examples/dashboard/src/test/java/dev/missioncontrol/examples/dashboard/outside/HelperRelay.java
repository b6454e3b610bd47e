package dev.missioncontrol.examples.dashboard.outside;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.Identification;
import dev.missioncontrol.relay.UpgradeVerdict;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay for helper programs, with one listener that is marked for them and one that is not. */
final class HelperRelay implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
    private final AuditLog audit = new AuditLog(unit, unit);
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    private final NettyTransport transport = NettyTransport.builder().build();
    private final FakeGateway gateway = FakeGateway.builder().start();
    private final List<RequestFacts> upgrades = new CopyOnWriteArrayList<>();
    private final GatewayClient control;
    private final TrustEngine engine;
    private final GatewayRelay relay;
    private final RelayServer marked;
    private final RelayServer unmarked;

    HelperRelay() throws InterruptedException {
        DeviceIdentity backend = DeviceIdentity.generate(new SecureRandom());
        ClientProfile profile = ClientProfile.backend("Helper relay", "1.0");
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        control = GatewayClient.builder(gateway.url(), backend)
                .profile(profile)
                .credential(new Credential.SharedToken(gateway.sharedToken()))
                .tokens(tokens)
                .transport(transport)
                .build();
        control.start();
        if (!control.awaitReady(Duration.ofSeconds(20))) {
            throw new IllegalStateException("the control connection is " + control.state());
        }
        new BackendTrust("backend", pairings, unit, clock)
                .observe(new BackendObservation.Confirmed(backend.id(), Access.fullOperator()));
        engine = TrustEngine.builder(
                        TrustPolicies.anyOf(
                                TrustPolicies.loopbackAutoApprove(Access.fullOperator()), TrustPolicies.perDevice()),
                        pairings,
                        unit)
                .build();
        relay = GatewayRelay.builder(
                        engine, new Nobody(), Upstream.device(gateway.url(), backend, profile, tokens, transport))
                .audit(audit)
                .revocations(feed)
                .build();
        marked = listen(Set.of(ListenerTrait.TRUST_LOOPBACK));
        unmarked = listen(Set.of());
    }

    int markedPort() {
        return marked.address().getPort();
    }

    int unmarkedPort() {
        return unmarked.address().getPort();
    }

    /** The last upgrade request, as the relay saw it. */
    RequestFacts lastUpgrade() {
        return upgrades.get(upgrades.size() - 1);
    }

    /** Why devices were approved without a person, in order. */
    List<String> autoApproved() {
        return audit.read(0, 1_000).stream()
                .map(record -> record.event())
                .filter(event -> event.action() == AuditAction.PAIRING_AUTO_APPROVED)
                .map(event -> String.valueOf(event.detail().get("reason")))
                .toList();
    }

    @Override
    public void close() {
        relay.close();
        marked.close();
        unmarked.close();
        control.close();
        engine.close();
        feed.close();
        transport.close();
        gateway.close();
    }

    private RelayServer listen(Set<ListenerTrait> traits) {
        return RelayServer.builder(relay, upgrade -> {
                    upgrades.add(upgrade);
                    return new UpgradeVerdict.Admit();
                })
                .traits(traits)
                .start();
    }

    /** Helpers have no account: their device is all they have. */
    private static final class Nobody implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            return new Identification.Anonymous();
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return false;
        }
    }
}
