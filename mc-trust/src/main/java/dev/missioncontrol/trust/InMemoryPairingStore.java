package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Pairings in the heap: for tests and the smallest embedding. */
public final class InMemoryPairingStore implements PairingStore {
    private static final Pairing UNPAIRED = new Pairing.Unpaired();
    private static final String MODE = "mode";

    private final InMemoryTable<Owner, Pairing> pairings;
    private final InMemoryTable<String, PendingPairing> pending;
    private final InMemoryTable<DeviceId, DeviceRecord> devices;
    private final InMemoryTable<String, String> settings;

    /** Empty, with the transactions of {@code unit}. */
    public InMemoryPairingStore(InMemoryUnitOfWork unit) {
        this.pairings = new InMemoryTable<>(unit);
        this.pending = new InMemoryTable<>(unit);
        this.devices = new InMemoryTable<>(unit);
        this.settings = new InMemoryTable<>(unit);
    }

    @Override
    public Pairing find(Owner owner) {
        return pairings.find(owner).orElse(UNPAIRED);
    }

    @Override
    public void put(Tx tx, Owner owner, Pairing pairing) {
        if (pairing.equals(UNPAIRED)) {
            pairings.remove(tx, owner);
        } else {
            pairings.put(tx, owner, pairing);
        }
        if (owner instanceof Owner.Device device) {
            note(tx, device.id(), pairing);
        }
    }

    private void note(Tx tx, DeviceId device, Pairing pairing) {
        if (pairing instanceof Pairing.Unpaired) {
            devices.remove(tx, device);
            return;
        }
        DeviceRecord before = device(device).orElse(new DeviceRecord(device, pairing, "", null));
        devices.put(tx, device, new DeviceRecord(device, pairing, before.label(), before.lastSeen()));
    }

    @Override
    public Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device) {
        List<PendingPairing> found =
                pending.where(p -> p.owner().equals(owner) && Objects.equals(p.device(), device.orElse(null)));
        return found.stream().findFirst();
    }

    @Override
    public Optional<PendingPairing> pending(String requestId) {
        return pending.find(requestId);
    }

    @Override
    public List<PendingPairing> allPending() {
        return pending.where(p -> true);
    }

    @Override
    public void putPending(Tx tx, PendingPairing request) {
        pending.put(tx, request.requestId(), request);
    }

    @Override
    public void removePending(Tx tx, String requestId) {
        pending.remove(tx, requestId);
    }

    @Override
    public List<DeviceRecord> devices() {
        return devices.where(device -> true);
    }

    @Override
    public Optional<DeviceRecord> device(DeviceId device) {
        return devices.find(device);
    }

    @Override
    public void label(Tx tx, DeviceId device, String label) {
        change(tx, device, before -> new DeviceRecord(device, before.pairing(), label, before.lastSeen()));
    }

    @Override
    public void seen(Tx tx, DeviceId device, Instant at) {
        change(tx, device, before -> new DeviceRecord(device, before.pairing(), before.label(), at));
    }

    @Override
    public Optional<String> mode() {
        return settings.find(MODE);
    }

    @Override
    public void mode(Tx tx, String name) {
        if (name.isEmpty()) {
            settings.remove(tx, MODE);
        } else {
            settings.put(tx, MODE, name);
        }
    }

    private void change(Tx tx, DeviceId device, UnaryOperator<DeviceRecord> change) {
        Optional<DeviceRecord> before = device(device);
        if (before.isPresent()) {
            devices.put(tx, device, change.apply(before.get()));
        }
    }
}
