package dev.missioncontrol.trust;

import static dev.missioncontrol.core.audit.AuditAction.BACKEND_PAIRED;
import static dev.missioncontrol.core.audit.AuditAction.BACKEND_WITHDRAWN;
import static dev.missioncontrol.core.audit.AuditAction.PAIRING_ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.BackendObservation.Confirmed;
import dev.missioncontrol.trust.BackendObservation.Waiting;
import dev.missioncontrol.trust.BackendObservation.Withdrawn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendTrustTest {
    private static final DeviceId OWN = Given.device(9).id();
    private static final Access ALL = Access.fullOperator();
    private final House house = new House(TrustPolicies.backendOwned(Role.VIEWER));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void story_fromWaitingToConfirmedToWithdrawnToWaiting_isKeptAndRecordedStepByStep() {
        house.backend.observe(new Waiting("r1", OWN, ALL));
        assertThat(house.backend.pairing()).isEqualTo(new Pairing.Unpaired());
        assertThat(house.backend.pending().orElseThrow().requestId()).isEqualTo("r1");

        house.clock.advance(Duration.ofMinutes(1));
        house.backend.observe(new Confirmed(OWN, ALL));
        assertThat(house.backend.pairing())
                .isEqualTo(new Pairing.Paired(ALL, house.clock.instant(), Set.of(), null, null));
        assertThat(house.backend.pending()).isEmpty();
        assertThat(house.backend.confirmedAt()).contains(house.clock.instant());

        house.backend.observe(new Withdrawn("AUTH_DEVICE_TOKEN_MISMATCH"));
        assertThat(house.backend.pairing()).isEqualTo(new Pairing.Revoked(house.clock.instant()));
        assertThat(house.backend.confirmedAt()).isEmpty();
        assertThat(house.lastRecord().event().detail()).containsEntry("code", "AUTH_DEVICE_TOKEN_MISMATCH");

        house.backend.observe(new Waiting("r2", OWN, ALL));
        assertThat(house.backend.pending().orElseThrow().requestId()).isEqualTo("r2");
        assertThat(house.actions()).containsExactly(PAIRING_ASKED, BACKEND_PAIRED, BACKEND_WITHDRAWN, PAIRING_ASKED);
    }

    @Test
    void observation_whenItIsNoNews_isNotRecordedAgain() {
        observeTwice(new Waiting("r1", OWN, ALL));
        observeTwice(new Confirmed(OWN, ALL));
        observeTwice(new Withdrawn("X"));

        assertThat(house.actions()).containsExactly(PAIRING_ASKED, BACKEND_PAIRED, BACKEND_WITHDRAWN);
        assertThat(house.unit.current()).isEqualTo(new Epoch(1));
    }

    @Test
    void confirmation_whenRepeated_keepsSinceAndRenewsConfirmedAt() {
        house.backend.observe(new Confirmed(OWN, ALL));
        house.clock.advance(Duration.ofHours(1));
        house.backend.observe(new Confirmed(OWN, ALL));

        assertThat(((Pairing.Paired) house.backend.pairing()).since()).isEqualTo(ManualClock.NOON);
        assertThat(house.backend.confirmedAt()).contains(house.clock.instant());
    }

    @Test
    void pairing_whenItEnds_raisesARevocation() {
        house.backend.observe(new Confirmed(OWN, ALL));
        house.backend.observe(new Withdrawn("X"));
        house.backend.observe(new Confirmed(OWN, ALL));
        house.backend.observe(new Waiting("r1", OWN, ALL));

        assertThat(revocations())
                .containsExactly(new Revocation.OfBackend("backend"), new Revocation.OfBackend("backend"));
    }

    @Test
    void pairing_whenItNeverWas_raisesNothing() {
        house.backend.observe(new Waiting("r1", OWN, ALL));
        house.backend.observe(new Withdrawn("X"));

        assertThat(revocations()).isEmpty();
    }

    @Test
    void pairing_whenItGetsNarrower_raisesARevocationAndWiderDoesNot() {
        house.backend.observe(new Confirmed(OWN, Access.operator(Scope.READ)));
        house.backend.observe(new Confirmed(OWN, ALL));
        assertThat(revocations()).isEmpty();

        house.backend.observe(new Confirmed(OWN, Access.operator(Scope.READ)));
        assertThat(revocations()).hasSize(1);
        assertThat(((Pairing.Paired) house.backend.pairing()).access()).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void waiting_whenTheGatewayNamesAnotherRequest_replacesTheFirst() {
        house.backend.observe(new Waiting("r1", OWN, ALL));
        house.backend.observe(new Waiting("r2", OWN, ALL));

        assertThat(house.store.allPending())
                .extracting(PendingPairing::requestId)
                .containsExactly("r2");
    }

    private void observeTwice(BackendObservation observation) {
        house.backend.observe(observation);
        house.backend.observe(observation);
    }

    private List<Revocation> revocations() {
        return house.unit.after(Epoch.ZERO).stream().map(EpochEntry::revocation).toList();
    }
}
