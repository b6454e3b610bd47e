package dev.missioncontrol.trust.spi;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where pairings, pending requests and what people see of devices are kept.
 *
 * <p>Implementations are thread-safe and may block. Writes belong to the transaction they are given and are seen by
 * reads of the same thread at once, by others after the commit. {@code PairingStoreContract} in mc-testkit says more,
 * as tests.
 */
public interface PairingStore {
    /** What is on record about {@code owner}; {@link Pairing.Unpaired} if nothing is. */
    Pairing find(Owner owner);

    /**
     * Puts {@code pairing} on record in place of what was there. {@link Pairing.Unpaired} takes the record away, and with
     * it what was noted about a device; only its tombstone stays, if it has one. Times are kept to the millisecond.
     */
    void put(Tx tx, Owner owner, Pairing pairing);

    /** The pending request of this owner and device, expired or not. */
    Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device);

    /** The pending request of this id, expired or not. */
    Optional<PendingPairing> pending(String requestId);

    /** Every pending request, in the order their ids were first written, expired ones included. */
    List<PendingPairing> allPending();

    /** Writes a pending request, in place of one with the same id. Times are kept to the millisecond. */
    void putPending(Tx tx, PendingPairing pending);

    /** Removes a pending request, if it is there. */
    void removePending(Tx tx, String requestId);

    /** Every device on record, paired or revoked, in the order they were first paired. */
    List<DeviceRecord> devices();

    /** What is on record about one device; empty if nothing is. */
    Optional<DeviceRecord> device(DeviceId device);

    /** Gives a device a name that people chose; an empty one takes it away. Without a record nothing happens. */
    void label(Tx tx, DeviceId device, String label);

    /** Notes that a device was seen. Without a record nothing happens. */
    void seen(Tx tx, DeviceId device, Instant at);

    /** The name of the mode that was switched to; empty if none was. */
    Optional<String> mode();

    /** Notes the mode that is in force from now on; an empty name takes the note away. */
    void mode(Tx tx, String name);
}
