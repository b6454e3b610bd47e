package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.internal.Ruling.Settled;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guarded policy, and how its vote becomes a ruling: a pure function of facts, records and the vote.
 *
 * @param policy what votes, safe to ask
 * @param asksForDevice whether a device proof could change its mind
 * @param takesTime whether somebody else's code votes, so that records may change meanwhile
 */
public record ArmedPolicy(TrustPolicy policy, boolean asksForDevice, boolean takesTime) {
    private static final Logger log = LoggerFactory.getLogger(ArmedPolicy.class);

    /** Puts {@code policy} behind {@code guard}. */
    public static ArmedPolicy of(TrustPolicy policy, PolicyGuard guard) {
        return new ArmedPolicy(guard.guard(policy), PolicyGuard.asksForDevice(policy), PolicyGuard.isForeign(policy));
    }

    /** Rules on an effective request. Who was cut off is denied before any vote. */
    public Ruling rule(TrustRequest request, Pairings known, Instant now) {
        if (known.device() instanceof Pairing.Revoked) {
            return denied(DenyReason.DEVICE_REVOKED);
        }
        if (known.user() instanceof Pairing.Revoked) {
            return denied(DenyReason.USER_REVOKED);
        }
        Ballot ballot = Combination.ballotOf(policy, request, known);
        if (ballot instanceof Ballot.Granted granted) {
            return granted(request, known.device(), granted, now);
        }
        if (ballot instanceof Ballot.Asked asked) {
            return asked(request, asked);
        }
        return denied(ballot instanceof Ballot.Vetoed vetoed ? vetoed.why() : whyNobodySpoke(request));
    }

    private static Ruling granted(TrustRequest request, Pairing device, Ballot.Granted granted, Instant now) {
        Access access = request.requested().within(granted.upTo());
        if (access.isEmpty()) {
            return denied(DenyReason.NO_RIGHTS);
        }
        Trusted trusted = new Trusted(granted.basis(), access);
        if (granted.bases().contains(TrustBasis.LOOPBACK)) {
            return onTheSpot(request, device, trusted, now);
        }
        return granted.overreaches() ? new Ruling.Overreached(trusted) : new Settled(trusted);
    }

    /** Approval without a person is for a proven device on genuine loopback, and never for one that was cut off once. */
    private static Ruling onTheSpot(TrustRequest request, Pairing device, Trusted trusted, Instant now) {
        boolean possible = request.peer() instanceof Peer.Loopback
                && request.device() != null
                && !(device instanceof Pairing.Unpaired unpaired && unpaired.tombstone() != null);
        if (!possible) {
            log.warn("denied: a policy approves on the spot what only a person may approve");
            return denied(DenyReason.POLICY_FAILED);
        }
        TrustRequest wanted = request.asking(trusted.access());
        if (!(device instanceof Pairing.Paired paired)) {
            return new Ruling.OnTheSpot(trusted, Records.fresh(wanted, now), PairingReason.NOT_PAIRED);
        }
        return PerDevice.missing(wanted, paired)
                .<Ruling>map(reason -> new Ruling.OnTheSpot(trusted, Records.onTop(paired, wanted, now), reason))
                .orElseGet(() -> new Settled(trusted));
    }

    private static Ruling asked(TrustRequest request, Ballot.Asked asked) {
        if (asked.asks().stream().allMatch(ask -> isConcerned(request, ask.owner()))) {
            return new Ruling.Asked(asked.asks());
        }
        log.warn("denied: a policy asks for the pairing of somebody the request has nothing to do with");
        return denied(DenyReason.POLICY_FAILED);
    }

    /** A request may lead to the pairing of its own proven device, its own user, or this backend. */
    private static boolean isConcerned(TrustRequest request, Owner owner) {
        if (owner instanceof Owner.Device device) {
            return request.device() != null && request.device().id().equals(device.id());
        }
        return !(owner instanceof Owner.User user)
                || (request.subject() instanceof Subject.Authenticated who
                        && who.id().equals(user.id()));
    }

    private DenyReason whyNobodySpoke(TrustRequest request) {
        boolean proofWouldHelp =
                asksForDevice && request.device() == null && request.subject() instanceof Subject.Authenticated;
        return proofWouldHelp ? DenyReason.DEVICE_IDENTITY_REQUIRED : DenyReason.NO_POLICY_APPLIED;
    }

    private static Settled denied(DenyReason why) {
        return new Settled(new Denied(why));
    }
}
