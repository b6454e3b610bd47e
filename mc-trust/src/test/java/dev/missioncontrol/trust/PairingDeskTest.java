package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are trusted through the backend here; devices ask at an engine of their own over the same store. */
class PairingDeskTest {
    private final House house = new House(backendOwned(Role.VIEWER));
    private final TrustEngine devices = house.engine(perDevice());

    @BeforeEach
    void pairTheBackend() {
        house.pairBackend(Access.fullOperator());
    }

    @AfterEach
    void close() {
        house.close();
        devices.close();
    }

    @Test
    void admin_whenApproving_pairsWhatWasAsked() {
        PendingPairing asked = ask(Scope.READ, Scope.WRITE);

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Done());

        Pairing.Paired paired = (Pairing.Paired) house.store.find(asked.owner());
        assertThat(paired.access()).isEqualTo(asked.requested());
        assertThat(paired.holder()).isEqualTo(alice().id());
        assertThat(paired.traits()).isEqualTo(Given.LAPTOP);
        assertThat(paired.approvedBy()).containsExactly(admin().id());
        assertThat(house.desk.pending()).isEmpty();
        assertThat(house.lastRecord().event().action()).isEqualTo(AuditAction.PAIRING_APPROVED);
        assertThat(house.lastRecord().event().actor()).isEqualTo("root");
        assertThat(house.lastRecord().event().detail()).containsEntry("request", asked.requestId());
    }

    @Test
    void caller_withoutThePairingScope_approvesAndRejectsNothing() {
        PendingPairing asked = ask(Scope.READ);

        for (Subject caller :
                List.of(alice(), Given.person("v", Role.VIEWER), Subject.anonymous(), key(Scope.READ, Scope.WRITE))) {
            TrustRequest request = request(caller, null);
            assertThat(house.desk.approve(asked.requestId(), request)).isEqualTo(new Refused(Fault.NOT_ALLOWED));
            assertThat(house.desk.reject(asked.requestId(), request)).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        }
        assertThat(house.desk.pending()).containsExactly(asked);
    }

    @Test
    void caller_withoutEveryScopeAtStake_approvesNothing() {
        PendingPairing asked = ask(Scope.WRITE);

        assertThat(house.desk.approve(asked.requestId(), request(key(Scope.PAIRING, Scope.READ), null)))
                .isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.desk.approve(asked.requestId(), request(key(Scope.PAIRING, Scope.WRITE), null)))
                .isEqualTo(new Done());
    }

    @Test
    void caller_whoIsNotTrustedThemselves_approvesNothing() {
        PendingPairing asked = ask(Scope.READ);
        house.backend.observe(new BackendObservation.Withdrawn("AUTH_DEVICE_TOKEN_MISMATCH"));

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void device_whenItsHolderIsAnAdmin_stillCannotApproveItself() {
        PendingPairing asked = ((PairingRequired) devices.decide(request(admin(), device(1), Scope.READ)))
                .pending()
                .get(0);

        assertThat(house.desk.approve(asked.requestId(), request(admin(), device(1))))
                .isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.desk.approve(asked.requestId(), request(admin(), device(2))))
                .isEqualTo(new Done());
    }

    @Test
    void backendsRequest_whoeverApproves_isApprovedAtTheGatewayOnly() {
        TrustEngine generous =
                house.engine((request, known) -> new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator()));
        PairingDesk desk = new PairingDesk(generous, house.store, house.unit, house.clock);
        house.backend.observe(
                new BackendObservation.Waiting("gateway-7", device(9).id(), Access.fullOperator()));

        assertThat(desk.pending()).extracting(PendingPairing::requestId).containsExactly("gateway-7");
        assertThat(desk.approve("gateway-7", request(admin(), null))).isEqualTo(new Refused(Fault.AT_THE_GATEWAY));
        assertThat(desk.reject("gateway-7", request(admin(), null))).isEqualTo(new Refused(Fault.AT_THE_GATEWAY));
        assertThat(house.backend.pairing()).isEqualTo(new Pairing.Unpaired());
        assertThat(house.backend.pending()).isPresent();
        generous.close();
    }

    @Test
    void request_whenItExpired_isNotApproved() {
        PendingPairing asked = ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(5));

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.EXPIRED));
        assertThat(house.store.find(asked.owner())).isEqualTo(new Pairing.Unpaired());
    }

    @Test
    void request_whenAskedForByItsId_isThereAsLongAsItWaits() {
        PendingPairing asked = ask(Scope.READ);
        assertThat(house.desk.pending(asked.requestId())).contains(asked);
        assertThat(house.desk.pending("no such id")).isEmpty();

        house.clock.advance(Duration.ofMinutes(5));
        assertThat(house.desk.pending(asked.requestId())).isEmpty();
    }

    @Test
    void owner_whenTheirRequestIsApproved_isOnRecordAsPaired() {
        PendingPairing asked = ask(Scope.READ);
        assertThat(house.desk.pairing(asked.owner())).isEqualTo(new Pairing.Unpaired());

        approve(asked);
        assertThat(house.desk.pairing(asked.owner()))
                .isInstanceOfSatisfying(
                        Pairing.Paired.class,
                        paired -> assertThat(paired.access()).isEqualTo(asked.requested()));
    }

    @Test
    void request_whenItWasReplacedByAWiderOne_isUnknown() {
        PendingPairing narrow = ask(Scope.READ);
        ask(Scope.WRITE);

        assertThat(house.desk.approve(narrow.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.desk.approve("no such id", request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
    }

    @Test
    void request_whenItWasRejected_mayBeAskedAgainUnderANewId() {
        PendingPairing asked = ask(Scope.READ);

        assertThat(house.desk.reject(asked.requestId(), request(admin(), null))).isEqualTo(new Done());
        assertThat(house.lastRecord().event().action()).isEqualTo(AuditAction.PAIRING_REJECTED);
        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(ask(Scope.READ).requestId()).isNotEqualTo(asked.requestId());
    }

    @Test
    void scopeUpgrade_whenApproved_comesOnTopOfWhatWasApproved() {
        approve(ask(Scope.READ));
        house.clock.advance(Duration.ofHours(1));
        PendingPairing more = ask(Scope.APPROVALS);

        assertThat(more.reason()).isEqualTo(PairingReason.SCOPE_UPGRADE);
        approve(more);

        Pairing.Paired paired = (Pairing.Paired) house.store.find(more.owner());
        assertThat(paired.access()).isEqualTo(Access.operator(Scope.READ, Scope.APPROVALS));
        assertThat(paired.since()).isEqualTo(ManualClock.NOON);
    }

    @Test
    void otherHolder_whenApproved_startsAnew() {
        approve(ask(Scope.WRITE));
        PendingPairing bobs = ((PairingRequired)
                        devices.decide(request(Given.person("bob", Role.VIEWER), device(1), Scope.READ)))
                .pending()
                .get(0);
        assertThat(bobs.reason()).isEqualTo(PairingReason.OTHER_HOLDER);
        approve(bobs);

        Pairing.Paired paired = (Pairing.Paired) house.store.find(bobs.owner());
        assertThat(paired.access()).isEqualTo(Access.operator(Scope.READ));
        assertThat(paired.holder()).isEqualTo(new UserId("bob"));
    }

    @Test
    void upgrade_whenTheDeviceIsRevokedFirst_cannotBringItBack() {
        approve(ask(Scope.READ));
        PendingPairing more = ask(Scope.WRITE);
        house.devices.revoke(device(1).id(), request(admin(), null));

        assertThat(house.desk.pending()).isEmpty();
        assertThat(house.desk.approve(more.requestId(), request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.store.find(more.owner())).isInstanceOf(Pairing.Revoked.class);
    }

    @Test
    void request_whenItsOwnerIsRevokedByOtherMeans_isNotApproved() {
        PendingPairing asked = ask(Scope.READ);
        house.revoke(asked.owner());

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.store.find(asked.owner())).isInstanceOf(Pairing.Revoked.class);
    }

    @Test
    void approvers_whenTwoRace_firstCommittedWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 50; round++) {
                PendingPairing asked = ((PairingRequired)
                                devices.decide(request(alice(), device(10 + round), Scope.READ)))
                        .pending()
                        .get(0);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<DeskResult> one = threads.submit(racing(start, asked, "root"));
                Future<DeskResult> other = threads.submit(racing(start, asked, "toor"));

                assertThat(List.of(one.get(), other.get()))
                        .containsExactlyInAnyOrder(new Done(), new Refused(Fault.UNKNOWN));
                String winner = one.get() instanceof Done ? "root" : "toor";
                assertThat(((Pairing.Paired) house.store.find(asked.owner())).approvedBy())
                        .containsExactly(new UserId(winner));
            }
            assertThat(house.actions())
                    .filteredOn(AuditAction.PAIRING_APPROVED::equals)
                    .hasSize(50);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<DeskResult> racing(CyclicBarrier start, PendingPairing asked, String name) {
        return () -> {
            start.await(20, TimeUnit.SECONDS);
            return house.desk.approve(asked.requestId(), request(Given.person(name, Role.ADMIN), null));
        };
    }

    private void approve(PendingPairing asked) {
        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Done());
    }

    private PendingPairing ask(Scope... scopes) {
        return ((PairingRequired) devices.decide(request(alice(), device(1), scopes)))
                .pending()
                .get(0);
    }

    private static Subject key(Scope... cap) {
        return new Subject.Authenticated(new UserId("ci"), Role.ADMIN, SignIn.API_KEY, Access.operator(cap));
    }
}
