package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.spi.PairingStore;
import java.util.function.Function;

/**
 * Takes in what devices push, as long as they are paired.
 *
 * <p>The check and the work are one transaction: what is in flight when the device is revoked comes in wholly before the
 * revocation or not at all. While revocations cannot be read, nothing comes in. Thread-safe; calls block on the store.
 */
public final class DevicePushes {
    private final PairingStore store;
    private final UnitOfWork unit;
    private final RevocationFeed feed;

    /** Over this store; {@code feed} follows the journal of the same one. */
    public DevicePushes(PairingStore store, UnitOfWork unit, RevocationFeed feed) {
        this.store = store;
        this.unit = unit;
        this.feed = feed;
    }

    /**
     * Takes in a push, all of it or nothing.
     *
     * @param device whose it is, as verified
     * @param work runs once within the transaction, or not at all
     */
    public <T> PushResult<T> accept(DeviceId device, Function<Tx, T> work) {
        if (!feed.isFresh()) {
            return new PushResult.Refused<>(PushResult.Fault.TRUST_STALE);
        }
        return unit.commit(tx -> {
            Pairing pairing = store.find(new Owner.Device(device));
            if (pairing instanceof Pairing.Paired) {
                return new PushResult.Accepted<>(work.apply(tx));
            }
            boolean revoked = pairing instanceof Pairing.Revoked;
            return new PushResult.Refused<>(
                    revoked ? PushResult.Fault.DEVICE_REVOKED : PushResult.Fault.DEVICE_NOT_PAIRED);
        });
    }
}
