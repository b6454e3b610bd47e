package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a device.
 *
 * @param id its fingerprint
 * @param pairing what is on record about it
 * @param label the name people gave it, possibly empty
 * @param lastSeen when it last connected, if ever
 */
public record DeviceRecord(
        DeviceId id,
        Pairing pairing,
        String label,
        @Nullable Instant lastSeen) {
    public DeviceRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pairing, "pairing");
        Objects.requireNonNull(label, "label");
    }
}
