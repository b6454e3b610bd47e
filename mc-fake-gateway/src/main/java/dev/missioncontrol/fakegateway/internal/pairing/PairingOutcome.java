package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.Optional;

/** What the pairing book says to a device that wants in. */
public sealed interface PairingOutcome {
    /** Covered by what was approved, or approved just now. */
    record Covered() implements PairingOutcome {}

    /**
     * A person must approve.
     *
     * @param known the record of the same key, if there is one
     */
    record Waits(PendingRequest request, PairingReason reason, Optional<DeviceRecord> known)
            implements PairingOutcome {}
}
