package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.util.List;
import java.util.Optional;

/** What becomes of a ruling. An empty answer says that what is on record changed since the vote. */
public interface Effect {
    /** Puts a pairing on record that needs nobody's approval. */
    Optional<TrustDecision> approve(TrustRequest request, Situation then, Ruling.OnTheSpot ruling);

    /** The requests that wait for approval from now on; none for want of room. */
    Optional<List<PendingPairing>> ask(TrustRequest request, Situation then, List<AskPairing> asks);

    /** Notes that a policy vouched for more than was asked. */
    void note(TrustRequest request, Ruling.Overreached ruling);
}
