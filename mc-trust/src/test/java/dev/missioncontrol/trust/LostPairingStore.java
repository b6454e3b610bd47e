package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose disk is gone. */
final class LostPairingStore implements PairingStore {
    @Override
    public Pairing find(Owner owner) {
        throw new StoreException("lost");
    }

    @Override
    public void put(Tx tx, Owner owner, Pairing pairing) {
        throw new StoreException("lost");
    }

    @Override
    public Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device) {
        throw new StoreException("lost");
    }

    @Override
    public Optional<PendingPairing> pending(String requestId) {
        throw new StoreException("lost");
    }

    @Override
    public List<PendingPairing> allPending() {
        throw new StoreException("lost");
    }

    @Override
    public void putPending(Tx tx, PendingPairing pending) {
        throw new StoreException("lost");
    }

    @Override
    public void removePending(Tx tx, String requestId) {
        throw new StoreException("lost");
    }

    @Override
    public List<DeviceRecord> devices() {
        throw new StoreException("lost");
    }

    @Override
    public Optional<DeviceRecord> device(DeviceId device) {
        throw new StoreException("lost");
    }

    @Override
    public void label(Tx tx, DeviceId device, String label) {
        throw new StoreException("lost");
    }

    @Override
    public void seen(Tx tx, DeviceId device, Instant at) {
        throw new StoreException("lost");
    }

    @Override
    public Optional<String> mode() {
        throw new StoreException("lost");
    }

    @Override
    public void mode(Tx tx, String name) {
        throw new StoreException("lost");
    }
}
