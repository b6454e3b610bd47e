package dev.missioncontrol.trust;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is on record about one owner. */
public sealed interface Pairing {
    /**
     * Nothing is on record.
     *
     * @param tombstone the history of a device that was revoked and then forgotten
     */
    record Unpaired(@Nullable Tombstone tombstone) implements Pairing {
        /** Never heard of. */
        public Unpaired() {
            this(null);
        }
    }

    /**
     * Approved.
     *
     * @param access what was approved
     * @param since when it was first approved
     * @param approvedBy who approved all of it; empty for what a policy or the machine's own administrator approved,
     *     and for the backend, whose pairing the gateway's owner approves
     * @param holder the user a device belongs to, if it was paired by a signed-in one
     * @param traits the device traits pinned at approval, for devices
     */
    record Paired(
            Access access,
            Instant since,
            Set<UserId> approvedBy,
            @Nullable UserId holder,
            @Nullable DeviceTraits traits)
            implements Pairing {
        public Paired {
            Objects.requireNonNull(access, "access");
            Objects.requireNonNull(since, "since");
            approvedBy = Set.copyOf(approvedBy);
        }
    }

    /**
     * Cut off, for ever under this record.
     *
     * @param at when
     */
    record Revoked(Instant at) implements Pairing {
        public Revoked {
            Objects.requireNonNull(at, "at");
        }
    }
}
