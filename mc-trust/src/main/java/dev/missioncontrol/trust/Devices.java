package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The paired devices: listed, named, seen, cut off. Thread-safe; calls block on the store. */
public final class Devices {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_LABEL = 64;

    private final PairingStore store;
    private final UnitOfWork unit;
    private final InstantSource clock;
    private final Authority authority;

    /** Over the same stores as {@code engine}, which also judges the callers. */
    public Devices(TrustEngine engine, PairingStore store, UnitOfWork unit, InstantSource clock) {
        this.store = store;
        this.unit = unit;
        this.clock = clock;
        this.authority = new Authority(engine, store);
    }

    /** Every device on record, oldest first. */
    public List<DeviceRecord> list() {
        return store.devices();
    }

    /**
     * Cuts a device off, for ever under this record. When this returns, nothing it does is accepted any more; its open
     * sockets close within a heartbeat.
     */
    public DeskResult revoke(DeviceId device, TrustRequest caller) {
        return manage(device, caller, (tx, by) -> {
            store.put(tx, new Owner.Device(device), new Pairing.Revoked(clock.instant()));
            dropPending(tx, device);
            tx.revoke(new Revocation.OfDevice(device));
            tx.record(AuditEvent.by(by, AuditAction.DEVICE_REVOKED, device.value()));
        });
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
            tx.record(AuditEvent.by(by, AuditAction.DEVICE_RENAMED, device.value())
                    .with("label", label));
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

    private boolean isDue(DeviceId device, Instant now) {
        return store.device(device)
                .filter(record -> record.pairing() instanceof Pairing.Paired)
                .filter(record -> record.lastSeen() == null
                        || !record.lastSeen().plus(SEEN_EVERY).isAfter(now))
                .isPresent();
    }

    private DeskResult manage(DeviceId device, TrustRequest caller, Change change) {
        Optional<DeviceRecord> seen = store.device(device);
        Optional<UserId> by = authority.over(caller, seen.map(Devices::access).orElse(Access.operator()));
        if (by.isEmpty()) {
            return new Refused(Fault.NOT_ALLOWED);
        }
        return unit.commit(tx -> {
            Optional<DeviceRecord> now =
                    store.device(device).filter(record -> record.pairing() instanceof Pairing.Paired);
            if (now.isEmpty()) {
                return new Refused(Fault.UNKNOWN);
            }
            if (authority.isCutOff(caller) || !now.map(Devices::access).equals(seen.map(Devices::access))) {
                return new Refused(Fault.NOT_ALLOWED);
            }
            change.apply(tx, by.get());
            return new Done();
        });
    }

    private void dropPending(Tx tx, DeviceId device) {
        List<PendingPairing> waiting = store.allPending().stream()
                .filter(pending -> device.equals(pending.device()))
                .toList();
        waiting.forEach(pending -> store.removePending(tx, pending.requestId()));
    }

    private static Access access(DeviceRecord record) {
        return record.pairing() instanceof Pairing.Paired paired ? paired.access() : Access.operator();
    }

    /** A change of one device. */
    @FunctionalInterface
    private interface Change {
        void apply(Tx tx, UserId by);
    }
}
