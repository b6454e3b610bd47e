package dev.missioncontrol.examples.policy;

import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Nobody outside of working hours, and no device that fewer than two people approved. Put beside
 * {@code TrustPolicies.perDevice()}, which looks at holder, platform and scopes.
 *
 * @param clock the present time
 * @param zone where the office is
 * @param opens the first moment that is inside
 * @param closes the first moment that is outside again, later on the same day
 */
public record OfficeRules(InstantSource clock, ZoneId zone, LocalTime opens, LocalTime closes) implements TrustPolicy {
    @Override
    public TrustVote vote(TrustRequest request, Pairings known) {
        LocalTime now = LocalTime.ofInstant(clock.instant(), zone);
        if (now.isBefore(opens) || !now.isBefore(closes)) {
            return new TrustVote.Deny(DenyReason.VETOED);
        }
        if (request.device() == null || known.user() instanceof Pairing.Revoked) {
            return TrustVote.abstain();
        }
        Owner device = new Owner.Device(request.device().id());
        if (known.device() instanceof Pairing.Paired paired) {
            return paired.approvedBy().size() >= 2
                    ? new TrustVote.Grant(TrustBasis.DEVICE, paired.access())
                    : new TrustVote.AskPairing(device, PairingReason.MORE_APPROVALS);
        }
        return known.device() instanceof Pairing.Revoked
                ? TrustVote.abstain()
                : new TrustVote.AskPairing(device, PairingReason.NOT_PAIRED);
    }
}
