package dev.missioncontrol.trust;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Peer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one connection that asks for trust.
 *
 * @param subject who asks, as verified
 * @param device the device that proved its key on this connection, if any
 * @param traits what the device says about itself, if it sent a proof
 * @param peer where it comes from
 * @param requested what it asks for. A policy sees the effective request here: known scopes within the role's ceiling
 *     and the credential's cap
 */
public record TrustRequest(
        Subject subject,
        @Nullable VerifiedDevice device,
        @Nullable DeviceTraits traits,
        Peer peer,
        Access requested) {
    public TrustRequest {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(requested, "requested");
    }

    /** The same facts with another request. */
    public TrustRequest asking(Access effective) {
        return new TrustRequest(subject, device, traits, peer, effective);
    }
}
