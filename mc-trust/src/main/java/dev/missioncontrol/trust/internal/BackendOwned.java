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

/** The backend paired once; whoever is signed in with the role inherits that. */
public record BackendOwned(Role atLeast) implements BuiltInPolicy {
    /** What a policy calls the backend; the engine knows which one is meant. */
    public static final Owner.Backend THE_BACKEND = new Owner.Backend("");

    @Override
    public TrustVote opinion(TrustRequest request, Pairings known) {
        if (!(request.subject() instanceof Subject.Authenticated who)
                || !who.role().includes(atLeast)) {
            return TrustVote.abstain();
        }
        if (!(known.backend() instanceof Pairing.Paired paired)) {
            return new TrustVote.AskPairing(THE_BACKEND, PairingReason.NOT_PAIRED);
        }
        return paired.access().covers(request.requested())
                ? new TrustVote.Grant(TrustBasis.BACKEND, paired.access())
                : new TrustVote.AskPairing(THE_BACKEND, PairingReason.SCOPE_UPGRADE);
    }
}
