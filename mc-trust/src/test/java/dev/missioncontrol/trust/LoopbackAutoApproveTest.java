package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.LAPTOP;
import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.helper;
import static dev.missioncontrol.trust.Given.loopback;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.anyOf;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.loopbackAutoApprove;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** openclaw#22838: helpers of this machine connect with varying least scopes and must not be asked to pair. */
class LoopbackAutoApproveTest {
    private static final Access CEILING = Access.operator(Scope.READ, Scope.WRITE, Scope.PAIRING);
    private static final Owner DEVICE = new Owner.Device(device(1).id());
    private final House house = new House(anyOf(loopbackAutoApprove(CEILING), perDevice()));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void firstPairing_overLoopback_isApprovedOnTheSpotAndRecorded() {
        assertThat(ask(Scope.READ)).isEqualTo(new Trusted(TrustBasis.LOOPBACK, Access.operator(Scope.READ)));
        assertThat(house.store.find(DEVICE))
                .isEqualTo(
                        new Pairing.Paired(Access.operator(Scope.READ), house.clock.instant(), Set.of(), null, LAPTOP));
        assertThat(house.actions()).containsExactly(AuditAction.PAIRING_AUTO_APPROVED);
        assertThat(house.lastRecord().event().detail())
                .containsEntry("reason", "not-paired")
                .containsEntry("scopes", "[operator.read]")
                .containsEntry("address", "127.0.0.1");
    }

    @Test
    void scopeUpgrade_overLoopback_comesOnTopAndIsRecorded() {
        ask(Scope.READ);

        assertThat(ask(Scope.PAIRING)).isEqualTo(new Trusted(TrustBasis.LOOPBACK, Access.operator(Scope.PAIRING)));
        assertThat(paired().access()).isEqualTo(Access.operator(Scope.READ, Scope.PAIRING));
        assertThat(house.lastRecord().event().detail()).containsEntry("reason", "scope-upgrade");
    }

    @Test
    void sameCall_overLoopbackAgain_writesNothingMore() {
        ask(Scope.READ);
        ask(Scope.READ);

        assertThat(house.actions()).hasSize(1);
    }

    @Test
    void roleUpgrade_overLoopback_isApprovedOnTheSpot() {
        Access asNode = new Access(ClientRole.NODE, Set.of(Scope.READ));
        house.put(DEVICE, new Pairing.Paired(asNode, house.clock.instant(), Set.of(), null, LAPTOP));

        assertThat(ask(Scope.WRITE)).isInstanceOf(Trusted.class);
        assertThat(paired().access()).isEqualTo(Access.operator(Scope.WRITE));
        assertThat(house.lastRecord().event().detail()).containsEntry("reason", "role-upgrade");
    }

    @Test
    void request_beyondTheCeiling_waitsForAPerson() {
        TrustDecision decision = ask(Scope.ADMIN);

        assertThat(((PairingRequired) decision).pending().get(0).requested()).isEqualTo(Access.operator(Scope.ADMIN));
        assertThat(house.store.find(DEVICE)).isEqualTo(new Pairing.Unpaired());
    }

    @Test
    void preview_overLoopback_writesNothing() {
        assertThat(house.engine.preview(helper(device(1), Access.operator(Scope.READ))))
                .isInstanceOf(Trusted.class);
        assertThat(house.store.find(DEVICE)).isEqualTo(new Pairing.Unpaired());
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void anybodyElse_waitsForAPerson() {
        for (Peer peer :
                new Peer[] {Given.REMOTE, new Peer.Direct(Cidr.of("127.0.0.1").network())}) {
            TrustRequest elsewhere =
                    new TrustRequest(Subject.anonymous(), device(1), LAPTOP, peer, Access.operator(Scope.READ));
            assertThat(house.engine.decide(elsewhere)).isInstanceOf(PairingRequired.class);
        }
        assertThat(house.store.find(DEVICE)).isEqualTo(new Pairing.Unpaired());
    }

    @Test
    void pendingRequest_whenTheHelperIsApprovedOnTheSpot_isGone() {
        house.engine.decide(request(Subject.anonymous(), device(1), Scope.READ));
        assertThat(house.store.allPending()).hasSize(1);

        ask(Scope.READ);

        assertThat(house.store.allPending()).isEmpty();
    }

    @Test
    void revokedDevice_overLoopback_isDenied() {
        ask(Scope.READ);
        house.revoke(DEVICE);

        assertThat(ask(Scope.READ)).isEqualTo(new Denied(DenyReason.DEVICE_REVOKED));
    }

    @Test
    void forgottenDevice_overLoopback_waitsForAPerson() {
        house.put(DEVICE, new Pairing.Unpaired(new Tombstone(house.clock.instant(), house.clock.instant(), "root")));

        PairingRequired asked = (PairingRequired) ask(Scope.READ);

        assertThat(asked.pending().get(0).reason()).isEqualTo(PairingReason.NOT_PAIRED);
        assertThat(house.desk.history(asked.pending().get(0))).isPresent();
    }

    @Test
    void deviceOfAPerson_askedForByNobody_waitsForAPerson() {
        house.pairDevice(device(1), alice(), Scope.READ);

        PairingRequired asked = (PairingRequired) ask(Scope.READ);

        assertThat(asked.pending().get(0).reason()).isEqualTo(PairingReason.OTHER_HOLDER);
    }

    @Test
    void deviceThatChangedItsPlatform_waitsForAPerson() {
        ask(Scope.READ);
        DeviceTraits other = new DeviceTraits("windows", "PC", "Laptop", "cli", "cli");
        TrustRequest moved =
                new TrustRequest(Subject.anonymous(), device(1), other, loopback(), Access.operator(Scope.READ));

        PairingRequired asked = (PairingRequired) house.engine.decide(moved);

        assertThat(asked.pending().get(0).reason()).isEqualTo(PairingReason.METADATA_UPGRADE);
    }

    @Test
    void helperWithoutAKey_hasNobodyToVouchFor() {
        TrustRequest bare = new TrustRequest(Subject.anonymous(), null, null, loopback(), Access.operator(Scope.READ));

        assertThat(house.engine.decide(bare)).isInstanceOf(Denied.class);
    }

    @Test
    void allOf_withLoopback_recordsTheApprovalThoughTheBackendIsNamedFirst() {
        try (House both = new House(TrustPolicies.allOf(backendOwned(Role.VIEWER), loopbackAutoApprove(CEILING)))) {
            both.pairBackend(Access.fullOperator());
            TrustRequest local = new TrustRequest(admin(), device(1), LAPTOP, loopback(), Access.operator(Scope.READ));

            assertThat(both.engine.decide(local)).isInstanceOf(Trusted.class);
            assertThat(both.store.find(DEVICE)).isInstanceOf(Pairing.Paired.class);
            assertThat(both.actions()).containsExactly(AuditAction.PAIRING_AUTO_APPROVED);
        }
    }

    @Test
    void foreignPolicy_thatApprovesOnTheSpotFromAfar_isRefused() {
        try (House careless =
                new House((request, known) -> new TrustVote.Grant(TrustBasis.LOOPBACK, request.requested()))) {
            assertThat(careless.engine.decide(request(alice(), device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.POLICY_FAILED));
            assertThat(careless.store.find(DEVICE)).isEqualTo(new Pairing.Unpaired());
        }
    }

    @Test
    void since_whenMoreIsApproved_staysTheFirstApproval() {
        ask(Scope.READ);
        house.clock.advance(Duration.ofMinutes(5));
        ask(Scope.WRITE);

        assertThat(paired().since()).isEqualTo(ManualClock.NOON);
    }

    private TrustDecision ask(Scope... scopes) {
        return house.engine.decide(helper(device(1), Access.operator(scopes)));
    }

    private Pairing.Paired paired() {
        return (Pairing.Paired) house.store.find(DEVICE);
    }
}
