package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.EnumSet;
import java.util.Set;

/**
 * Helpers of this machine need nobody's approval inside a ceiling. A device that was revoked once, one of another
 * holder and one that changed its platform are somebody's decision, not this policy's.
 */
public record LoopbackAutoApprove(Access ceiling) implements BuiltInPolicy {
    private static final Set<PairingReason> SILENT =
            EnumSet.of(PairingReason.ROLE_UPGRADE, PairingReason.SCOPE_UPGRADE);

    @Override
    public TrustVote opinion(TrustRequest request, Pairings known) {
        boolean vouches = request.peer() instanceof Peer.Loopback
                && request.device() != null
                && ceiling.covers(request.requested())
                && isSilent(request, known.device());
        return vouches ? new TrustVote.Grant(TrustBasis.LOOPBACK, ceiling) : TrustVote.abstain();
    }

    private static boolean isSilent(TrustRequest request, Pairing device) {
        if (device instanceof Pairing.Paired paired) {
            return PerDevice.missing(request, paired).map(SILENT::contains).orElse(true);
        }
        return device instanceof Pairing.Unpaired unpaired && unpaired.tombstone() == null;
    }
}
