package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pairings in the heap: for tests and the smallest embedding. */
public final class InMemoryPairingStore implements PairingStore {
    private static final Pairing UNPAIRED = new Pairing.Unpaired();

    private final InMemoryTable<Owner, Pairing> pairings;
    private final InMemoryTable<String, PendingPairing> pending;
    private final InMemoryTable<DeviceId, DeviceRecord> devices;

    /** Empty, with the transactions of {@code unit}. */
    public InMemoryPairingStore(InMemoryUnitOfWork unit) {
        this.pairings = new InMemoryTable<>(unit);
        this.pending = new InMemoryTable<>(unit);
        this.devices = new InMemoryTable<>(unit);
    }

    @Override
    public Pairing find(Owner owner) {
        return pairings.find(owner).orElse(UNPAIRED);
    }

    @Override
    public void put(Tx tx, Owner owner, Pairing pairing) {
        pairings.put(tx, owner, pairing);
        if (owner instanceof Owner.Device device) {
            DeviceRecord before = record(device.id());
            devices.put(tx, device.id(), new DeviceRecord(device.id(), pairing, before.label(), before.lastSeen()));
        }
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
        return new ArrayList<>(devices.where(d -> !(d.pairing() instanceof Pairing.Unpaired)));
    }

    @Override
    public void label(Tx tx, DeviceId device, String label) {
        DeviceRecord before = record(device);
        devices.put(tx, device, new DeviceRecord(device, before.pairing(), label, before.lastSeen()));
    }

    @Override
    public void seen(Tx tx, DeviceId device, Instant at) {
        DeviceRecord before = record(device);
        devices.put(tx, device, new DeviceRecord(device, before.pairing(), before.label(), at));
    }

    private DeviceRecord record(DeviceId device) {
        return devices.find(device).orElseGet(() -> new DeviceRecord(device, find(new Owner.Device(device)), "", null));
    }
}
