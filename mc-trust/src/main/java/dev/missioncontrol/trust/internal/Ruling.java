package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.util.List;

/** What a vote comes to, before anything is written. */
public sealed interface Ruling {
    /** Settled: nobody has to approve anything. */
    record Settled(TrustDecision decision) implements Ruling {}

    /** Settled too, though an embedder's own policy vouched for more than was asked. */
    record Overreached(TrustDecision.Trusted decision) implements Ruling {}

    /**
     * Trusted as soon as this pairing of the request's device is on record.
     *
     * @param reason what was missing
     */
    record OnTheSpot(TrustDecision.Trusted decision, Pairing.Paired pairing, PairingReason reason) implements Ruling {}

    /** Trusted once somebody approved all of these. */
    record Asked(List<AskPairing> asks) implements Ruling {}
}
