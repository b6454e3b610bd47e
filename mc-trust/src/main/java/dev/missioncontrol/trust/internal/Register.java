package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.Tombstone;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What decisions of people do to the records, each with its audit record. Whether somebody may decide is asked before;
 * whether the records still allow it is asked here, within the transaction.
 */
public final class Register {
    private final PairingStore store;
    private final InstantSource clock;
    private final List<DeviceCutOff> cutOffs;

    /** Over this store; a revoked device loses what {@code cutOffs} know of in the same transaction. */
    public Register(PairingStore store, InstantSource clock, List<DeviceCutOff> cutOffs) {
        this.store = store;
        this.clock = clock;
        this.cutOffs = List.copyOf(cutOffs);
    }

    /** Approves a request as it stands. */
    public DeskResult approve(Tx tx, String requestId, Approver by) {
        Optional<PendingPairing> wanted = store.pending(requestId);
        if (wanted.isPresent() && hasApproved(by, wanted.get())) {
            return new Refused(Fault.NOT_ALLOWED);
        }
        return settle(tx, requestId, pending -> {
            Pairing before = store.find(pending.owner());
            Pairing.Paired now = Records.approved(before, pending, by.people(), clock.instant());
            store.put(tx, pending.owner(), now);
            tx.record(settled(AuditAction.PAIRING_APPROVED, pending, by)
                    .with("scopes", now.access().scopes().toString()));
        });
    }

    /** Rejects a request. */
    public DeskResult reject(Tx tx, String requestId, Approver by) {
        return settle(tx, requestId, pending -> tx.record(settled(AuditAction.PAIRING_REJECTED, pending, by)));
    }

    /** Puts a pairing on record that nobody asked for. A revoked owner stays revoked. */
    public DeskResult enrol(Tx tx, Owner owner, Pairing.Paired pairing, Approver by) {
        if (owner instanceof Owner.Backend) {
            return new Refused(Fault.AT_THE_GATEWAY);
        }
        if (store.find(owner) instanceof Pairing.Revoked) {
            return new Refused(Fault.NOT_ALLOWED);
        }
        store.put(tx, owner, pairing);
        PendingDesk.drop(tx, store, pending -> pending.owner().equals(owner));
        tx.record(by.did(AuditAction.PAIRING_ENROLLED, PendingDesk.name(owner))
                .with("scopes", pairing.access().scopes().toString()));
        return new Done();
    }

    /** Cuts a device off, with all that hangs on it. */
    public DeskResult revoke(Tx tx, DeviceId device, Approver by) {
        Owner owner = new Owner.Device(device);
        if (!(store.find(owner) instanceof Pairing.Paired)) {
            return new Refused(Fault.UNKNOWN);
        }
        store.put(tx, owner, new Pairing.Revoked(clock.instant()));
        PendingDesk.drop(tx, store, pending -> device.equals(pending.device()));
        tx.revoke(new Revocation.OfDevice(device));
        tx.record(by.did(AuditAction.DEVICE_REVOKED, device.value()));
        cutOffs.forEach(cutOff -> cutOff.cutOff(tx, device, by.name()));
        return new Done();
    }

    /** Takes a person's pairing away: they may ask again. */
    public DeskResult withdraw(Tx tx, UserId person, Approver by) {
        Owner owner = new Owner.User(person);
        if (!(store.find(owner) instanceof Pairing.Paired)) {
            return new Refused(Fault.UNKNOWN);
        }
        store.put(tx, owner, new Pairing.Unpaired());
        tx.revoke(new Revocation.OfUser(person));
        tx.record(by.did(AuditAction.PAIRING_WITHDRAWN, PendingDesk.name(owner)));
        return new Done();
    }

    /** Leaves a tombstone of a revoked device. */
    public DeskResult forget(Tx tx, DeviceId device, Approver by) {
        Owner owner = new Owner.Device(device);
        Pairing pairing = store.find(owner);
        if (pairing instanceof Pairing.Revoked revoked) {
            Tombstone tombstone = new Tombstone(revoked.at(), clock.instant(), by.name());
            store.put(tx, owner, new Pairing.Unpaired(tombstone));
            tx.record(by.did(AuditAction.DEVICE_FORGOTTEN, device.value()));
            return new Done();
        }
        return new Refused(pairing instanceof Pairing.Paired ? Fault.STILL_PAIRED : Fault.UNKNOWN);
    }

    /** Where one more person has to approve, those who did already are not one more. */
    private boolean hasApproved(Approver by, PendingPairing pending) {
        return pending.reason() == PairingReason.MORE_APPROVALS
                && !by.people().isEmpty()
                && store.find(pending.owner()) instanceof Pairing.Paired paired
                && paired.approvedBy().containsAll(by.people());
    }

    private DeskResult settle(Tx tx, String requestId, Consumer<PendingPairing> settlement) {
        Optional<PendingPairing> found = store.pending(requestId);
        if (found.isEmpty()) {
            return new Refused(Fault.UNKNOWN);
        }
        PendingPairing pending = found.get();
        Optional<Fault> fault = fault(pending, clock.instant());
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        store.removePending(tx, pending.requestId());
        settlement.accept(pending);
        return new Done();
    }

    private Optional<Fault> fault(PendingPairing pending, Instant now) {
        if (pending.owner() instanceof Owner.Backend) {
            return Optional.of(Fault.AT_THE_GATEWAY);
        }
        if (!pending.expiresAt().isAfter(now)) {
            return Optional.of(Fault.EXPIRED);
        }
        return store.find(pending.owner()) instanceof Pairing.Revoked ? Optional.of(Fault.UNKNOWN) : Optional.empty();
    }

    private static AuditEvent settled(AuditAction action, PendingPairing pending, Approver by) {
        return by.did(action, PendingDesk.name(pending.owner())).with("request", pending.requestId());
    }
}
