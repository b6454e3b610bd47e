package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.person;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final DeviceId LAPTOP = device(1).id();
    private final House house = new House(TrustPolicies.backendOwned(Role.VIEWER));

    @BeforeEach
    void pairEverything() {
        house.pairBackend(Access.fullOperator());
        house.pairDevice(device(1), alice(), Scope.READ);
        house.pairDevice(device(2), alice(), Scope.WRITE);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void revoke_byAnAdmin_endsThePairingRaisesTheEpochAndRecordsIt() {
        assertThat(house.devices.revoke(LAPTOP, request(admin(), null))).isEqualTo(new Done());

        assertThat(house.store.find(new Owner.Device(LAPTOP))).isEqualTo(new Pairing.Revoked(house.clock.instant()));
        assertThat(house.unit.after(Epoch.ZERO))
                .extracting(EpochEntry::revocation)
                .containsExactly(new Revocation.OfDevice(LAPTOP));
        assertThat(house.actions()).containsExactly(AuditAction.DEVICE_REVOKED);
        assertThat(house.lastRecord().event().actor()).isEqualTo("root");
        assertThat(house.lastRecord().event().target()).isEqualTo(LAPTOP.value());
        assertThat(house.engine.decide(request(alice(), device(1), Scope.READ)))
                .isEqualTo(new TrustDecision.Denied(DenyReason.DEVICE_REVOKED));
    }

    @Test
    void revoke_whenItCannotBeCommitted_leavesNothingBehind() {
        UnitOfWork failing = new FullUnitOfWork(house.unit);
        Devices devices = new Devices(house.engine, house.store, failing, house.clock);

        assertThatThrownBy(() -> devices.revoke(LAPTOP, request(admin(), null))).isInstanceOf(StoreException.class);
        assertThat(house.store.find(new Owner.Device(LAPTOP))).isInstanceOf(Pairing.Paired.class);
        assertThat(house.unit.current()).isEqualTo(Epoch.ZERO);
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void revoke_byAnybodyElse_isRefusedAlikeForKnownAndUnknownDevices() {
        Subject bob = person("bob", Role.OPERATOR);

        assertThat(house.devices.revoke(LAPTOP, request(bob, null))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.devices.revoke(device(7).id(), request(bob, null))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
        assertThat(house.unit.current()).isEqualTo(Epoch.ZERO);
    }

    @Test
    void revoke_byItsOwnHolder_needsNoFurtherRight() {
        assertThat(house.devices.revoke(LAPTOP, request(alice(), null))).isEqualTo(new Done());
        assertThat(house.store.find(new Owner.Device(LAPTOP))).isInstanceOf(Pairing.Revoked.class);
    }

    @Test
    void revoke_whenSomethingHangsOnTheDevice_endsItInTheSameTransaction() {
        List<String> ended = new ArrayList<>();
        Devices devices = new Devices(
                house.engine, house.store, house.unit, house.clock, (tx, device, by) -> ended.add(device + " " + by));

        devices.revoke(LAPTOP, request(admin(), null));

        assertThat(ended).containsExactly(LAPTOP + " root");
    }

    @Test
    void revoke_whenWhatHangsOnTheDeviceCannotEnd_leavesEverythingAsItWas() {
        DeviceCutOff failing = (tx, device, by) -> {
            throw new StoreException("full");
        };
        Devices devices = new Devices(house.engine, house.store, house.unit, house.clock, failing);

        assertThatThrownBy(() -> devices.revoke(LAPTOP, request(admin(), null))).isInstanceOf(StoreException.class);
        assertThat(house.store.find(new Owner.Device(LAPTOP))).isInstanceOf(Pairing.Paired.class);
        assertThat(house.unit.current()).isEqualTo(Epoch.ZERO);
    }

    @Test
    void forget_whenRevoked_leavesATombstoneAndADeviceThatMayAskAsNew() {
        house.devices.revoke(LAPTOP, request(admin(), null));
        Instant revokedAt = house.clock.instant();
        house.clock.advance(Duration.ofHours(1));

        assertThat(house.devices.forget(LAPTOP, request(admin(), null))).isEqualTo(new Done());
        assertThat(house.store.find(new Owner.Device(LAPTOP)))
                .isEqualTo(new Pairing.Unpaired(new Tombstone(revokedAt, house.clock.instant(), "root")));
        assertThat(house.devices.list()).extracting(DeviceRecord::id).doesNotContain(LAPTOP);
        assertThat(house.lastRecord().event().action()).isEqualTo(AuditAction.DEVICE_FORGOTTEN);
    }

    @Test
    void forget_whenStillPaired_isRefused() {
        assertThat(house.devices.forget(LAPTOP, request(admin(), null))).isEqualTo(new Refused(Fault.STILL_PAIRED));
    }

    @Test
    void forget_whenUnknownOrForgottenAlready_isUnknown() {
        house.devices.revoke(LAPTOP, request(admin(), null));
        house.devices.forget(LAPTOP, request(admin(), null));

        assertThat(house.devices.forget(LAPTOP, request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.devices.forget(device(7).id(), request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
    }

    @Test
    void forget_byItsOwnHolder_isRefused() {
        house.devices.revoke(LAPTOP, request(admin(), null));

        assertThat(house.devices.forget(LAPTOP, request(alice(), null))).isEqualTo(new Refused(Fault.NOT_ALLOWED));
    }

    @Test
    void endHolder_whenAPersonIsDisabled_dropsTheirRequestsAndWhatTheirDevicesHold() {
        List<DeviceId> ended = new ArrayList<>();
        Devices devices =
                new Devices(house.engine, house.store, house.unit, house.clock, (tx, device, by) -> ended.add(device));
        try (TrustEngine strict = house.engine(TrustPolicies.perDevice())) {
            strict.decide(request(alice(), device(5), Scope.READ));
            strict.decide(request(person("bob", Role.OPERATOR), device(6), Scope.READ));
        }

        house.unit.commit(tx -> {
            devices.endHolder(tx, alice().id(), "root");
            return tx;
        });

        assertThat(ended).containsExactly(LAPTOP, device(2).id());
        assertThat(house.store.allPending()).extracting(PendingPairing::user).containsExactly(new UserId("bob"));
    }

    @Test
    void revoke_whenTheDeviceIsUnknownOrRevoked_isUnknownToAnAdmin() {
        house.devices.revoke(LAPTOP, request(admin(), null));

        assertThat(house.devices.revoke(LAPTOP, request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.devices.revoke(device(7).id(), request(admin(), null))).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(house.unit.current()).isEqualTo(new Epoch(1));
    }

    @Test
    void revoke_whenARecordHoldsAScopeNobodyKnows_isStillPossible() {
        house.pairDevice(device(3), alice(), new Scope("operator.fromthefuture"));

        assertThat(house.devices.revoke(device(3).id(), request(admin(), null))).isEqualTo(new Done());
    }

    @Test
    void find_whenTheDeviceIsOnRecordOrNot_saysWhatTheListSays() {
        house.devices.revoke(LAPTOP, request(admin(), null));

        for (DeviceId id : List.of(LAPTOP, device(2).id())) {
            assertThat(house.devices.find(id))
                    .isEqualTo(house.devices.list().stream()
                            .filter(listed -> listed.id().equals(id))
                            .findFirst())
                    .isPresent();
        }
        house.devices.forget(LAPTOP, request(admin(), null));
        assertThat(house.devices.find(LAPTOP)).isEmpty();
        assertThat(house.devices.find(device(7).id())).isEmpty();
    }

    @Test
    void rename_byAnAdmin_givesALabelAndRecordsIt() {
        assertThat(house.devices.rename(LAPTOP, "Kitchen", request(admin(), null)))
                .isEqualTo(new Done());

        assertThat(house.devices.list()).extracting(DeviceRecord::label).containsExactly("Kitchen", "");
        assertThat(house.lastRecord().event().detail()).containsEntry("label", "Kitchen");
    }

    @Test
    void rename_whenTheLabelIsNone_throws() {
        for (String label : new String[] {"x".repeat(65), "a\nb", "\u0000"}) {
            assertThatThrownBy(() -> house.devices.rename(LAPTOP, label, request(admin(), null)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void seen_withinAMinute_isWrittenOnce() {
        Instant first = house.clock.instant();
        house.devices.seen(LAPTOP);
        house.clock.advance(Duration.ofSeconds(59));
        house.devices.seen(LAPTOP);
        assertThat(lastSeen(LAPTOP)).isEqualTo(first);

        house.clock.advance(Duration.ofSeconds(1));
        house.devices.seen(LAPTOP);
        assertThat(lastSeen(LAPTOP)).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void seen_whenTheDeviceIsNotPaired_notesNothing() {
        house.devices.revoke(LAPTOP, request(admin(), null));
        house.devices.seen(LAPTOP);
        house.devices.seen(device(7).id());

        assertThat(lastSeen(LAPTOP)).isNull();
        assertThat(house.devices.list())
                .extracting(DeviceRecord::id)
                .doesNotContain(device(7).id());
    }

    private @Nullable Instant lastSeen(DeviceId device) {
        return house.store.device(device).orElseThrow().lastSeen();
    }
}
