package dev.missioncontrol.benchmarks.decide;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.device.ProofVerdict;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Our engine, with everybody's device paired. */
final class EngineDoor implements Door {
    private static final DeviceTraits MAC = new DeviceTraits("macos", "Mac", "Laptop", "dashboard", "ui");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final TrustEngine engine;
    private final TrustRequest[] reading;
    private final TrustRequest[] administering;

    EngineDoor(int people, TrustPolicy policy) {
        InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
        InMemoryPairingStore store = new InMemoryPairingStore(unit);
        this.engine = TrustEngine.builder(policy, store, unit).build();
        this.reading = new TrustRequest[people];
        this.administering = new TrustRequest[people];
        HostDesk host = new HostDesk(store, unit, InstantSource.system());
        for (int person = 0; person < people; person++) {
            VerifiedDevice device = device(person);
            UserId name = new UserId("person" + person);
            host.enrol(device.id(), name, Access.fullOperator());
            Role role = DoorPeer.isAdmin(person) ? Role.ADMIN : Role.VIEWER;
            Subject who = new Subject.Authenticated(name, role, SignIn.PASSWORD, Access.fullOperator());
            Peer peer = new Peer.Direct(Cidr.of("192.0.2.7").network());
            reading[person] = new TrustRequest(who, device, MAC, peer, Access.operator(Scope.READ));
            administering[person] = new TrustRequest(who, device, MAC, peer, Access.operator(Scope.ADMIN));
        }
        new BackendTrust("backend", store, unit, InstantSource.system())
                .observe(new BackendObservation.Confirmed(device(0).id(), Access.fullOperator()));
    }

    @Override
    public boolean opens(int person, boolean asksForAdmin) {
        TrustRequest request = asksForAdmin ? administering[person] : reading[person];
        return engine.decide(request) instanceof TrustDecision.Trusted;
    }

    private static VerifiedDevice device(int person) {
        byte[] seed = ByteBuffer.allocate(32).putInt(person + 1).array();
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "macos", "Mac");
        Challenge challenge = new Challenge("nonce-" + person, NOON.toEpochMilli());
        ProofVerdict verdict = challenge.verify(
                DeviceIdentity.ofSeed(seed).sign(claims, challenge, PayloadVersion.V3),
                claims,
                Set.of(PayloadVersion.V3),
                NOON);
        return ((ProofVerdict.Proven) verdict).device();
    }
}
