package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is on record about a device token; never its text.
 *
 * @param id its public id: safe to show, worth nothing as a credential
 * @param device the one device it is good for
 * @param access the most it is good for: what the device was paired for when it was issued
 * @param issuedAt when
 * @param endsAt when its overlap with its successor ends; null as long as it has none
 */
public record DeviceToken(
        String id,
        DeviceId device,
        Access access,
        Instant issuedAt,
        @Nullable Instant endsAt) {
    public DeviceToken {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(issuedAt, "issuedAt");
    }

    DeviceToken endingAt(Instant end) {
        return new DeviceToken(id, device, access, issuedAt, end);
    }

    boolean isOver(Instant now) {
        return endsAt != null && !endsAt.isAfter(now);
    }
}
