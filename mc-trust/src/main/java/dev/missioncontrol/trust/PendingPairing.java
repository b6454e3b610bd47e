package dev.missioncontrol.trust;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pairing that waits for somebody's approval.
 *
 * @param requestId names the request; for the backend it is the gateway's own request id
 * @param owner whose pairing is asked for
 * @param device the device that asks, if it proved its key
 * @param user the signed-in user that asks, if any
 * @param traits what the device says about itself: unverified text
 * @param reason why it is asked for
 * @param requested what is asked for
 * @param askedAt when it was first asked
 * @param expiresAt when it is gone unless asked again
 * @param address where it was asked from, if known
 */
public record PendingPairing(
        String requestId,
        Owner owner,
        @Nullable DeviceId device,
        @Nullable UserId user,
        @Nullable DeviceTraits traits,
        PairingReason reason,
        Access requested,
        Instant askedAt,
        Instant expiresAt,
        @Nullable InetAddress address) {
    public PendingPairing {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(requested, "requested");
        Objects.requireNonNull(askedAt, "askedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
