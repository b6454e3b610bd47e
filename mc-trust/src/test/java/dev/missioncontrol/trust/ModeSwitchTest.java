package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.LAPTOP;
import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static dev.missioncontrol.trust.TrustPolicies.perUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModeSwitchTest {
    private static final TrustModes MODES = TrustModes.startingWith("backend-owned", backendOwned(Role.VIEWER))
            .or("hardened", allOf(backendOwned(Role.VIEWER), perDevice()))
            .or("per-user", perUser(Role.VIEWER))
            .or("closed", (request, known) -> new TrustVote.Deny(DenyReason.VETOED));

    private final House house = new House(MODES, settings -> settings);
    private final ModeSwitch modes = new ModeSwitch(house.engine, house.store, house.unit, house.clock);
    private final Owner own = new Owner.Device(device(1).id());

    @BeforeEach
    void pair() {
        house.pairBackend(Access.fullOperator());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void adopt_withAProvenDevice_enrolsItInTheSameTransactionAndJudgesEverybodyAnew() {
        assertThat(modes.adopt("hardened", request(admin(), device(1)))).isEqualTo(new Done());

        assertThat(house.engine.mode()).isEqualTo("hardened");
        assertThat(house.store.find(own))
                .isEqualTo(new Pairing.Paired(
                        Access.fullOperator(), house.clock.instant(), Set.of(admin().id()), admin().id(), LAPTOP));
        assertThat(house.actions()).containsExactly(AuditAction.PAIRING_ENROLLED, AuditAction.POLICY_CHANGED);
        assertThat(house.unit.after(Epoch.ZERO))
                .extracting(EpochEntry::revocation)
                .containsExactly(new Revocation.OfPolicy());
        assertThat(house.engine.decide(request(admin(), device(1), Scope.ADMIN)))
                .isInstanceOf(Trusted.class);
        assertThat(house.engine.decide(request(alice(), device(2), Scope.READ))).isInstanceOf(PairingRequired.class);
        assertThat(house.engine.decide(request(alice(), null, Scope.READ)))
                .isEqualTo(new Denied(DenyReason.DEVICE_IDENTITY_REQUIRED));
    }

    @Test
    void adopt_withoutAProof_isRefusedAndChangesNothing() {
        assertThat(modes.adopt("hardened", request(admin(), null)))
                .isEqualTo(new Refused(Fault.DEVICE_IDENTITY_REQUIRED));
        assertThat(house.engine.mode()).isEqualTo("backend-owned");
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void adopt_bySomebodyWithLessThanEveryScope_isRefused() {
        assertThat(modes.adopt("hardened", request(alice(), device(1)))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void adopt_whenTheDeviceIsSomebodyElses_isRefused() {
        house.pairDevice(device(1), alice(), Scope.READ);

        assertThat(modes.adopt("hardened", request(admin(), device(1)))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void adopt_whenTheDeviceIsRevoked_isRefused() {
        house.revoke(own);

        assertThat(modes.adopt("hardened", request(admin(), device(1)))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void adopt_whenTheCallerWouldLockThemselvesOut_isRefused() {
        assertThat(modes.adopt("closed", request(admin(), device(1)))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.engine.mode()).isEqualTo("backend-owned");
    }

    @Test
    void adopt_ofAModePerPerson_enrolsThePerson() {
        assertThat(modes.adopt("per-user", request(admin(), null))).isEqualTo(new Done());
        assertThat(house.store.find(new Owner.User(admin().id()))).isInstanceOf(Pairing.Paired.class);
        assertThat(house.engine.decide(request(admin(), null, Scope.ADMIN))).isInstanceOf(Trusted.class);
    }

    @Test
    void adopt_ofTheModeInForce_changesNothing() {
        assertThat(modes.adopt("backend-owned", request(admin(), null))).isEqualTo(new Done());
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void adopt_ofAModeNobodyKnows_isUnknown() {
        assertThat(modes.adopt("open", request(admin(), device(1)))).isEqualTo(new Refused(Fault.UNKNOWN));
    }

    @Test
    void adopt_backFromHardened_needsTheProvenDevice() {
        modes.adopt("hardened", request(admin(), device(1)));

        assertThat(modes.adopt("backend-owned", request(admin(), null))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(modes.adopt("backend-owned", request(admin(), device(2)))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(modes.adopt("backend-owned", request(admin(), device(1)))).isEqualTo(new Done());
    }

    @Test
    void adopt_whenItCannotBeCommitted_leavesTheDeviceUnpaired() {
        ModeSwitch failing = new ModeSwitch(house.engine, house.store, new FullUnitOfWork(house.unit), house.clock);

        assertThatThrownBy(() -> failing.adopt("hardened", request(admin(), device(1))))
                .isInstanceOf(StoreException.class);
        assertThat(house.store.find(own)).isEqualTo(new Pairing.Unpaired());
        assertThat(house.engine.mode()).isEqualTo("backend-owned");
    }

    @Test
    void approval_judgedUnderAnotherPolicy_isRefusedOnceThatIsInForce() {
        try (TrustEngine strict = house.engine(perDevice())) {
            PendingPairing asked = ((PairingRequired) strict.decide(request(alice(), device(2), Scope.READ)))
                    .pending()
                    .get(0);
            UnitOfWork switching = new UnitOfWork() {
                @Override
                public <R> R commit(Function<Tx, R> work) {
                    modes.adopt("hardened", request(admin(), device(1)));
                    return house.unit.commit(work);
                }
            };
            PairingDesk desk = new PairingDesk(house.engine, house.store, switching, house.clock);

            assertThat(desk.approve(asked.requestId(), request(admin(), null)))
                    .isEqualTo(new Refused(Fault.NOT_ALLOWED));
        }
    }

    @Test
    void decide_whenTheStoreNamesAModeNobodyKnows_denies() {
        house.unit.commit(tx -> {
            house.store.mode(tx, "from the future");
            return tx;
        });

        assertThat(house.engine.decide(request(admin(), device(1), Scope.READ)))
                .isEqualTo(new Denied(DenyReason.POLICY_FAILED));
    }

    @Test
    void host_whenNobodyIsTrustedAnyMore_putsTheStandardModeInForce() {
        modes.adopt("hardened", request(admin(), device(1)));
        house.revoke(own);
        HostDesk host = new HostDesk(house.store, house.unit, house.clock);

        assertThat(host.standardMode()).isEqualTo(new Done());
        assertThat(house.engine.mode()).isEqualTo("backend-owned");
        assertThat(house.lastRecord().event().actor()).isEqualTo("(host)");
        assertThat(house.engine.decide(request(admin(), null, Scope.ADMIN))).isInstanceOf(Trusted.class);
    }

    @Test
    void modes_withOneNameTwice_areRefused() {
        assertThatThrownBy(() -> MODES.or("hardened", perDevice())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MODES.or(" ", perDevice())).isInstanceOf(IllegalArgumentException.class);
    }
}
