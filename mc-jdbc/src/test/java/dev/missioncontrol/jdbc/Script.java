package dev.missioncontrol.jdbc;

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
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Changes made through the engine and the desks, the n-th always the same one at the same time under the same ids. Run on
 * two stores they lead to the same state, hash for hash.
 */
final class Script implements AutoCloseable {
    private static final DeviceTraits TRAITS = new DeviceTraits("linux", "PC", "Laptop", "cli", "cli");
    private static final Peer PEER = new Peer.Direct(Cidr.of("192.0.2.7").network());
    private static final TrustRequest ROOT = new TrustRequest(
            new Subject.Authenticated(new UserId("root"), Role.ADMIN, SignIn.PASSWORD, Access.fullOperator()),
            null,
            null,
            PEER,
            Access.fullOperator());

    /** The lives of four devices, one after the other. */
    private static final List<Step> STEPS = List.of(
            new Step(0, "ask"),
            new Step(0, "approve"),
            new Step(0, "rename"),
            new Step(0, "seen"),
            new Step(0, "revoke"),
            new Step(0, "forget"),
            new Step(1, "ask"),
            new Step(1, "reject"),
            new Step(2, "ask"),
            new Step(2, "widen"),
            new Step(2, "approve"),
            new Step(2, "rename"),
            new Step(3, "ask"),
            new Step(3, "approve"),
            new Step(3, "widen"),
            new Step(3, "approve"),
            new Step(3, "revoke"));

    private static final int DEVICES = 4;

    private final Time time;
    private final PairingStore store;
    private final TrustEngine engine;
    private final BackendTrust backend;
    private final PairingDesk desk;
    private final Devices devices;
    private long ids;

    Script(PairingStore store, UnitOfWork unit, Time time) {
        this.time = time;
        this.store = store;
        this.engine = TrustEngine.builder(
                        TrustPolicies.anyOf(TrustPolicies.backendOwned(Role.ADMIN), TrustPolicies.perDevice()),
                        store,
                        unit)
                .clock(time)
                .requestIds(() -> new UUID(time.now, ids++))
                .build();
        this.backend = new BackendTrust("backend", store, unit, time);
        this.desk = new PairingDesk(engine, store, unit, time);
        this.devices = new Devices(engine, store, unit, time);
    }

    /** Makes the n-th change, counted from 1. When this returns, it is acknowledged. */
    void run(int n) {
        time.now = n;
        ids = 0;
        if (n == 1) {
            VerifiedDevice own = prove(0);
            backend.observe(new BackendObservation.Confirmed(own.id(), Access.fullOperator()));
            return;
        }
        Step step = STEPS.get((n - 2) % STEPS.size());
        run(step.what(), prove(1 + (n - 2) / STEPS.size() * DEVICES + step.device()));
    }

    /** The devices that the changes up to the n-th were about, the latest eight of them. */
    static List<Owner> latest(int n) {
        int newest = 1 + n / STEPS.size() * DEVICES + DEVICES;
        return IntStream.range(Math.max(1, newest - 2 * DEVICES), newest)
                .<Owner>mapToObj(number ->
                        new Owner.Device(DeviceIdentity.ofSeed(seed(number)).id()))
                .toList();
    }

    private void run(String what, VerifiedDevice device) {
        switch (what) {
            case "ask" -> ask(device, Access.operator(Scope.READ));
            case "widen" -> ask(device, Access.operator(Scope.READ, Scope.WRITE));
            case "approve" -> done(desk.approve(requestOf(device), ROOT));
            case "reject" -> done(desk.reject(requestOf(device), ROOT));
            case "rename" -> done(devices.rename(device.id(), "renamed at " + time.now, ROOT));
            case "seen" -> devices.seen(device.id());
            case "forget" -> done(devices.forget(device.id(), ROOT));
            case "revoke" -> done(devices.revoke(device.id(), ROOT));
            default -> throw new AssertionError(what);
        }
    }

    private void ask(VerifiedDevice device, Access wanted) {
        Subject visitor =
                new Subject.Authenticated(Fixture.ALICE, Role.OPERATOR, SignIn.PASSWORD, Access.fullOperator());
        TrustDecision decision = engine.decide(new TrustRequest(visitor, device, TRAITS, PEER, wanted));
        if (!(decision instanceof TrustDecision.PairingRequired)) {
            throw new AssertionError(decision);
        }
    }

    private String requestOf(VerifiedDevice device) {
        return store.pending(new Owner.Device(device.id()), Optional.of(device.id()))
                .orElseThrow()
                .requestId();
    }

    private static void done(DeskResult result) {
        if (!(result instanceof DeskResult.Done)) {
            throw new AssertionError(result);
        }
    }

    private static VerifiedDevice prove(int number) {
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "linux", "PC");
        Challenge challenge = Challenge.fresh(new SecureRandom(), Fixture.NOON);
        ProofVerdict verdict = challenge.verify(
                DeviceIdentity.ofSeed(seed(number)).sign(claims, challenge, PayloadVersion.V3),
                claims,
                Set.of(PayloadVersion.V3),
                Fixture.NOON);
        return ((ProofVerdict.Proven) verdict).device();
    }

    private static byte[] seed(int number) {
        return ByteBuffer.allocate(32).putInt(number).array();
    }

    @Override
    public void close() {
        engine.close();
    }

    private record Step(int device, String what) {}

    /** A second for each change. */
    static final class Time implements InstantSource {
        private volatile int now;

        @Override
        public Instant instant() {
            return Fixture.NOON.plusSeconds(now);
        }
    }
}
