package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerUserTest {
    private static final Owner ALICE = new Owner.User(alice().id());
    private final House house = new House(TrustPolicies.perUser(Role.OPERATOR));
    private final HostDesk host = new HostDesk(house.store, house.unit, house.clock);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void person_whenNotPaired_waitsForAnAdmin() {
        PendingPairing asked = only(house.engine.decide(request(alice(), device(1), Scope.READ)));

        assertThat(asked.owner()).isEqualTo(ALICE);
        assertThat(asked.reason()).isEqualTo(PairingReason.NOT_PAIRED);
    }

    @Test
    void person_onceApproved_worksOnEveryDeviceAndWithout() {
        host.enrol(admin().id(), Access.fullOperator());
        PendingPairing asked = only(house.engine.decide(request(alice(), device(1), Scope.READ)));

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Done());
        Trusted trusted = new Trusted(TrustBasis.USER, Access.operator(Scope.READ));
        assertThat(house.engine.decide(request(alice(), device(1), Scope.READ))).isEqualTo(trusted);
        assertThat(house.engine.decide(request(alice(), device(2), Scope.READ))).isEqualTo(trusted);
        assertThat(house.engine.decide(request(alice(), null, Scope.READ))).isEqualTo(trusted);
        assertThat(house.store.find(ALICE))
                .isEqualTo(new Pairing.Paired(
                        Access.operator(Scope.READ), house.clock.instant(), Set.of(admin().id()), null, null));
    }

    @Test
    void person_whenAskingForMore_meetsAScopeUpgrade() {
        host.enrol(alice().id(), Access.operator(Scope.READ));

        PendingPairing asked = only(house.engine.decide(request(alice(), null, Scope.WRITE)));

        assertThat(asked.reason()).isEqualTo(PairingReason.SCOPE_UPGRADE);
    }

    @Test
    void person_whoIsNotPaired_approvesNobodyNotEvenThemselves() {
        PendingPairing asked = only(house.engine.decide(request(admin(), null, Scope.READ)));

        assertThat(house.desk.approve(asked.requestId(), request(admin(), null)))
                .isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void singleDevice_ofAPairedPerson_canBeCutOff() {
        host.enrol(alice().id(), Access.operator(Scope.READ));
        house.put(new Owner.Device(device(1).id()), new Pairing.Revoked(Instant.EPOCH));

        assertThat(house.engine.decide(request(alice(), device(1), Scope.READ)))
                .isEqualTo(new Denied(DenyReason.DEVICE_REVOKED));
        assertThat(house.engine.decide(request(alice(), device(2), Scope.READ))).isInstanceOf(Trusted.class);
    }

    @Test
    void person_whosePairingIsWithdrawn_hasToAskAgain() {
        host.enrol(admin().id(), Access.fullOperator());
        host.enrol(alice().id(), Access.operator(Scope.READ));

        assertThat(house.desk.withdraw(alice().id(), request(alice(), null))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.desk.withdraw(alice().id(), request(admin(), null))).isEqualTo(new Done());
        assertThat(house.desk.withdraw(alice().id(), request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.engine.decide(request(alice(), null, Scope.READ))).isInstanceOf(PairingRequired.class);
        assertThat(house.unit.after(Epoch.ZERO))
                .extracting(EpochEntry::revocation)
                .containsExactly(new Revocation.OfUser(alice().id()));
    }

    @Test
    void nobodyAndLowerRoles_areNotItsBusiness() {
        assertThat(house.engine.decide(request(Subject.anonymous(), device(1), Scope.READ)))
                .isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
        assertThat(house.engine.decide(request(Given.person("vera", Role.VIEWER), null, Scope.READ)))
                .isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
    }

    private static PendingPairing only(TrustDecision decision) {
        assertThat(decision).isInstanceOf(PairingRequired.class);
        return ((PairingRequired) decision).pending().get(0);
    }
}
