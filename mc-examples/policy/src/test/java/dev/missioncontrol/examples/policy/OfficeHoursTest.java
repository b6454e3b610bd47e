package dev.missioncontrol.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfficeHoursTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-20T23:30:00Z");
    private static final Access READ = Access.operator(Scope.READ);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    private final InMemoryPairingStore store = new InMemoryPairingStore(unit);
    private final TrustEngine engine = TrustEngine.builder(guardedByHours(), store, unit)
            .clock(clock)
            .policyDeadline(Duration.ofSeconds(20))
            .build();

    private TrustPolicy guardedByHours() {
        var hours = new OfficeHours(clock, ZoneOffset.UTC, LocalTime.of(8, 0), LocalTime.of(18, 0));
        return TrustPolicies.vetoedBy(TrustPolicies.backendOwned(Role.VIEWER), hours);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void decide_whenOfficeIsOpen_thenTheBaseDecides() {
        pairBackend();

        assertThat(engine.decide(request(Role.VIEWER))).isEqualTo(new TrustDecision.Trusted(TrustBasis.BACKEND, READ));
    }

    @Test
    void decide_whenOfficeIsClosed_thenDenied() {
        pairBackend();
        now.set(NIGHT);

        assertThat(engine.decide(request(Role.VIEWER))).isEqualTo(new TrustDecision.Denied(DenyReason.VETOED));
    }

    @Test
    void decide_whenOfficeIsClosed_thenAdminsStillGetIn() {
        pairBackend();
        now.set(NIGHT);

        assertThat(engine.decide(request(Role.ADMIN))).isInstanceOf(TrustDecision.Trusted.class);
    }

    @Test
    void decide_whenOpenAndBackendIsNotPaired_thenOpenHoursGrantNothing() {
        assertThat(engine.decide(request(Role.VIEWER))).isInstanceOf(TrustDecision.PairingRequired.class);
    }

    @Test
    void hours_whenTheyEndBeforeTheyBegin_thenRefused() {
        assertThatThrownBy(() -> new OfficeHours(clock, ZoneOffset.UTC, LocalTime.of(18, 0), LocalTime.of(8, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void pairBackend() {
        DeviceId device = new DeviceId("0".repeat(64));
        new BackendTrust("backend", store, unit, clock)
                .observe(new BackendObservation.Confirmed(device, Access.fullOperator()));
    }

    private static TrustRequest request(Role role) {
        Subject who = new Subject.Authenticated(new UserId("ada"), role, SignIn.PASSWORD, Access.fullOperator());
        return new TrustRequest(who, null, null, new Peer.Direct(InetAddress.getLoopbackAddress()), READ);
    }
}
