package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;

/** A policy of our own: a pure function that needs no guard. Whoever was revoked is refused by each of them. */
public sealed interface BuiltInPolicy extends TrustPolicy
        permits BackendOwned, LoopbackAutoApprove, PerDevice, PerUser {
    /** The vote on a request whose device and user were not revoked. */
    TrustVote opinion(TrustRequest request, Pairings known);

    @Override
    default TrustVote vote(TrustRequest request, Pairings known) {
        if (known.device() instanceof Pairing.Revoked) {
            return new TrustVote.Deny(DenyReason.DEVICE_REVOKED);
        }
        return known.user() instanceof Pairing.Revoked
                ? new TrustVote.Deny(DenyReason.USER_REVOKED)
                : opinion(request, known);
    }
}
