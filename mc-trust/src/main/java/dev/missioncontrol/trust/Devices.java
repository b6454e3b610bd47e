package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.internal.Approver;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.internal.PendingDesk;
import dev.missioncontrol.trust.internal.Register;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The paired devices: listed, named, seen, cut off, forgotten.
 *
 * <p>Whose word counts: an administrator's as at the {@link PairingDesk}, and for renaming and revoking also the
 * holder's own. Thread-safe; calls block on the store.
 */
public final class Devices {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_LABEL = 64;
    private static final DeskResult NOT_ALLOWED = new Refused(Fault.NOT_ALLOWED);

    private final PairingStore store;
    private final UnitOfWork unit;
    private final InstantSource clock;
    private final Authority authority;
    private final Register register;
    private final List<DeviceCutOff> cutOffs;

    /**
     * Over the same stores as {@code engine}, which also judges the callers.
     *
     * @param cutOffs what else ends with a revoked device, in the same transaction: {@link DeviceTokens}, browser sessions
     */
    public Devices(
            TrustEngine engine, PairingStore store, UnitOfWork unit, InstantSource clock, DeviceCutOff... cutOffs) {
        this.store = store;
        this.unit = unit;
        this.clock = clock;
        this.cutOffs = List.of(cutOffs);
        this.authority = new Authority(engine, store, unit);
        this.register = new Register(store, clock, this.cutOffs);
    }

    /** Every device on record, oldest first. Forgotten ones are not. */
    public List<DeviceRecord> list() {
        return store.devices();
    }

    /** What is on record about one device; empty if nothing is, or it was forgotten. */
    public Optional<DeviceRecord> find(DeviceId device) {
        return store.device(device);
    }

    /**
     * Cuts a device off, for ever under this record. When this returns, nothing it does is accepted any more; its open
     * sockets close within a heartbeat.
     */
    public DeskResult revoke(DeviceId device, TrustRequest caller) {
        return manage(device, caller, (tx, by) -> register.revoke(tx, device, by));
    }

    /**
     * Forgets a revoked device, by an administrator: a tombstone is left, and the device may ask as a new one. It is
     * never approved automatically then, and people see its history.
     */
    public DeskResult forget(DeviceId device, TrustRequest caller) {
        return authority.carryOut(
                caller,
                authority.over(caller, Access.operator(Scope.ADMIN)),
                NOT_ALLOWED,
                (tx, by) -> register.forget(tx, device, by));
    }

    /**
     * Gives a device a name; an empty one takes it away.
     *
     * @throws IllegalArgumentException if the name has more than 64 characters or a control character
     */
    public DeskResult rename(DeviceId device, String label, TrustRequest caller) {
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a label has at most 64 characters and no control character");
        }
        return manage(device, caller, (tx, by) -> {
            store.label(tx, device, label);
            tx.record(AuditEvent.of(AuditAction.DEVICE_RENAMED, by.name(), device.value())
                    .with("label", label));
            return new Done();
        });
    }

    /** Notes that a paired device connected; written at most once a minute. */
    public void seen(DeviceId device) {
        Instant now = clock.instant();
        if (isDue(device, now)) {
            unit.commit(tx -> {
                if (isDue(device, now)) {
                    store.seen(tx, device, now);
                }
                return now;
            });
        }
    }

    /**
     * Ends what a person's devices hold, within the transaction that disables or deletes the person: pending requests,
     * and what {@link DeviceCutOff}s know of. The pairings stay, and are worth nothing without their holder.
     *
     * @param by who ended the person's account, as in the audit log
     */
    public void endHolder(Tx tx, UserId holder, String by) {
        PendingDesk.drop(tx, store, pending -> holder.equals(pending.user()));
        store.devices().stream()
                .filter(device -> device.pairing() instanceof Pairing.Paired paired && holder.equals(paired.holder()))
                .forEach(device -> cutOffs.forEach(cutOff -> cutOff.cutOff(tx, device.id(), by)));
    }

    private boolean isDue(DeviceId device, Instant now) {
        return store.device(device)
                .filter(record -> record.pairing() instanceof Pairing.Paired)
                .filter(record -> record.lastSeen() == null
                        || !record.lastSeen().plus(SEEN_EVERY).isAfter(now))
                .isPresent();
    }

    private DeskResult manage(DeviceId device, TrustRequest caller, BiFunction<Tx, Approver, DeskResult> change) {
        Owner owner = new Owner.Device(device);
        Pairing seen = store.find(owner);
        return authority.carryOut(caller, authority.overDevice(caller, seen), NOT_ALLOWED, (tx, by) -> {
            Pairing now = store.find(owner);
            if (!(now instanceof Pairing.Paired)) {
                return new Refused(Fault.UNKNOWN);
            }
            return now.equals(seen) ? change.apply(tx, by) : NOT_ALLOWED;
        });
    }
}
