package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote;

/** One approval covers every device of a person. */
public record PerUser(Role atLeast) implements BuiltInPolicy {
    @Override
    public TrustVote opinion(TrustRequest request, Pairings known) {
        if (!(request.subject() instanceof Subject.Authenticated who)
                || !who.role().includes(atLeast)) {
            return TrustVote.abstain();
        }
        Owner owner = new Owner.User(who.id());
        if (!(known.user() instanceof Pairing.Paired paired)) {
            return new TrustVote.AskPairing(owner, PairingReason.NOT_PAIRED);
        }
        if (paired.access().covers(request.requested())) {
            return new TrustVote.Grant(TrustBasis.USER, paired.access());
        }
        boolean sameRole = paired.access().role() == request.requested().role();
        return new TrustVote.AskPairing(owner, sameRole ? PairingReason.SCOPE_UPGRADE : PairingReason.ROLE_UPGRADE);
    }
}
