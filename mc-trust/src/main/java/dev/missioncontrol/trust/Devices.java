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
        this.authority = new Authority(engine);
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
        return manage(device, caller, (tx, record, by) -> {
            store.put(tx, new Owner.Device(device), new Pairing.Revoked(clock.instant()));
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
        return manage(device, caller, (tx, record, by) -> {
            store.label(tx, device, label);
            tx.record(AuditEvent.by(by, AuditAction.DEVICE_RENAMED, device.value())
                    .with("label", label));
        });
    }

    /** Notes that a paired device connected; written at most once a minute. */
    public void seen(DeviceId device) {
        Instant now = clock.instant();
        boolean due = find(device)
                .filter(record -> record.lastSeen() == null
                        || !record.lastSeen().plus(SEEN_EVERY).isAfter(now))
                .isPresent();
        if (due) {
            unit.commit(tx -> {
                store.seen(tx, device, now);
                return now;
            });
        }
    }

    private DeskResult manage(DeviceId device, TrustRequest caller, Change change) {
        Optional<DeviceRecord> seen = find(device);
        Optional<UserId> by = authority.over(caller, seen.map(Devices::access).orElse(Access.operator()));
        if (by.isEmpty()) {
            return new Refused(Fault.NOT_ALLOWED);
        }
        return unit.commit(tx -> find(device)
                .filter(record -> record.pairing() instanceof Pairing.Paired)
                .map(record -> {
                    change.apply(tx, record, by.get());
                    return (DeskResult) new Done();
                })
                .orElse(new Refused(Fault.UNKNOWN)));
    }

    private Optional<DeviceRecord> find(DeviceId device) {
        return store.devices().stream()
                .filter(record -> record.id().equals(device))
                .findFirst();
    }

    private static Access access(DeviceRecord record) {
        return record.pairing() instanceof Pairing.Paired paired ? paired.access() : Access.operator();
    }

    /** A change of one device. */
    @FunctionalInterface
    private interface Change {
        void apply(Tx tx, DeviceRecord record, UserId by);
    }
}
