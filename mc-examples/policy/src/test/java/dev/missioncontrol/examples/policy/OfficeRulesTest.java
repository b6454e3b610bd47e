package dev.missioncontrol.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.testkit.TrustPolicyContract;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustModes;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfficeRulesTest extends TrustPolicyContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-20T23:30:00Z");
    private static final DeviceTraits MAC = new DeviceTraits("macos", "Mac", "Laptop", "dashboard", "ui");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final OfficeRules rules = new OfficeRules(clock, ZoneOffset.UTC, LocalTime.of(8, 0), LocalTime.of(18, 0));
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryPairingStore store = new InMemoryPairingStore(unit);
    private final TrustEngine engine = TrustEngine.builder(
                    TrustModes.startingWith("office", TrustPolicies.allOf(TrustPolicies.perDevice(), rules)),
                    store,
                    unit)
            .clock(clock)
            .policyDeadline(Duration.ofSeconds(20))
            .build();
    private final PairingDesk desk = new PairingDesk(engine, store, unit, clock);
    private final VerifiedDevice adas = device();
    private final VerifiedDevice bobs = device();
    private final VerifiedDevice fresh = device();

    @Override
    protected TrustPolicy policy() {
        return rules;
    }

    @BeforeEach
    void twoTrustedAdmins() {
        Set<UserId> both = Set.of(new UserId("ada"), new UserId("bob"));
        unit.commit(tx -> {
            store.put(tx, new Owner.Device(adas.id()), approvedBy(both, "ada"));
            store.put(tx, new Owner.Device(bobs.id()), approvedBy(both, "bob"));
            return tx;
        });
    }

    private static Pairing approvedBy(Set<UserId> people, String holder) {
        return new Pairing.Paired(Access.fullOperator(), NOON, people, new UserId(holder), MAC);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void device_whenOnePersonApprovedIt_waitsForASecondOne() {
        assertThat(desk.approve(ask().requestId(), admin("ada", adas))).isEqualTo(new Done());

        PendingPairing second = ask();
        assertThat(desk.approve(second.requestId(), admin("ada", adas))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(desk.approve(second.requestId(), admin("bob", bobs))).isEqualTo(new Done());
        assertThat(engine.decide(carol())).isInstanceOf(Trusted.class);
    }

    @Test
    void everybody_atNight_isOut() {
        now.set(NIGHT);

        assertThat(engine.decide(carol())).isEqualTo(new Denied(DenyReason.VETOED));
        assertThat(engine.decide(admin("ada", adas))).isEqualTo(new Denied(DenyReason.VETOED));
    }

    private PendingPairing ask() {
        List<PendingPairing> pending = ((PairingRequired) engine.decide(carol())).pending();
        assertThat(pending).hasSize(1);
        return pending.get(0);
    }

    private TrustRequest carol() {
        return request("carol", Role.OPERATOR, fresh);
    }

    private static TrustRequest admin(String name, VerifiedDevice device) {
        return request(name, Role.ADMIN, device);
    }

    private static TrustRequest request(String name, Role role, VerifiedDevice device) {
        Subject who = new Subject.Authenticated(new UserId(name), role, SignIn.PASSWORD, Access.fullOperator());
        Peer peer = new Peer.Direct(InetAddress.getLoopbackAddress());
        return new TrustRequest(who, device, MAC, peer, Access.operator(Scope.READ));
    }

    private static VerifiedDevice device() {
        SecureRandom random = new SecureRandom();
        ConnectClaims claims = new ConnectClaims("cli", "cli", "operator", List.of(), null, "macos", "Mac");
        Challenge challenge = Challenge.fresh(random, NOON);
        ProofVerdict verdict = challenge.verify(
                DeviceIdentity.generate(random).sign(claims, challenge, PayloadVersion.V3),
                claims,
                Set.of(PayloadVersion.V3),
                NOON);
        return ((ProofVerdict.Proven) verdict).device();
    }
}
