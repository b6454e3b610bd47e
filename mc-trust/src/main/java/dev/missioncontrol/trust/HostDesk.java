package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.internal.Approver;
import dev.missioncontrol.trust.internal.Register;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The desk of whoever has the operating system's rights over the store: no policy judges them, so that there is a way
 * back when no trusted device is left. Never put it behind a network door. What it does is recorded as done by
 * {@link AuditEvent#HOST}, and noticed by running servers as any other change.
 *
 * <p>Thread-safe; calls block on the store.
 */
public final class HostDesk {
    private final PairingStore store;
    private final UnitOfWork unit;
    private final InstantSource clock;
    private final Register register;

    /**
     * Over these stores.
     *
     * @param cutOffs what else ends with a revoked device, in the same transaction
     */
    public HostDesk(PairingStore store, UnitOfWork unit, InstantSource clock, DeviceCutOff... cutOffs) {
        this.store = store;
        this.unit = unit;
        this.clock = clock;
        this.register = new Register(store, clock, List.of(cutOffs));
    }

    /** Approves a request as it stands. */
    public DeskResult approve(String requestId) {
        return unit.commit(tx -> register.approve(tx, requestId, Approver.HOST));
    }

    /** Rejects a request. */
    public DeskResult reject(String requestId) {
        return unit.commit(tx -> register.reject(tx, requestId, Approver.HOST));
    }

    /** Cuts a device off. */
    public DeskResult revoke(DeviceId device) {
        return unit.commit(tx -> register.revoke(tx, device, Approver.HOST));
    }

    /** Forgets a revoked device. */
    public DeskResult forget(DeviceId device) {
        return unit.commit(tx -> register.forget(tx, device, Approver.HOST));
    }

    /** Pairs a device that did not have to ask, for this person. */
    public DeskResult enrol(DeviceId device, UserId holder, Access access) {
        return unit.commit(tx -> register.enrol(tx, new Owner.Device(device), paired(access, holder), Approver.HOST));
    }

    /** Pairs a person, as {@link TrustPolicies#perUser} wants it. */
    public DeskResult enrol(UserId person, Access access) {
        return unit.commit(tx -> enrol(tx, person, access));
    }

    /** The same within a transaction that does more, such as making the first administrator. */
    public DeskResult enrol(Tx tx, UserId person, Access access) {
        return register.enrol(tx, new Owner.User(person), paired(access, null), Approver.HOST);
    }

    private Pairing.Paired paired(Access access, @Nullable UserId holder) {
        return new Pairing.Paired(access, clock.instant(), Set.of(), holder, null);
    }

    /** Takes a person's pairing away. */
    public DeskResult withdraw(UserId person) {
        return unit.commit(tx -> register.withdraw(tx, person, Approver.HOST));
    }

    /** The mode that was switched to; empty if the standard one is in force. */
    public Optional<String> mode() {
        return store.mode();
    }

    /** Puts the standard mode in force again: the way out when hardened mode locks everybody out. */
    public DeskResult standardMode() {
        return unit.commit(tx -> {
            String before = store.mode().orElse("");
            store.mode(tx, "");
            tx.revoke(new Revocation.OfPolicy());
            tx.record(AuditEvent.of(AuditAction.POLICY_CHANGED, AuditEvent.HOST, "")
                    .with("before", before));
            return new DeskResult.Done();
        });
    }
}
