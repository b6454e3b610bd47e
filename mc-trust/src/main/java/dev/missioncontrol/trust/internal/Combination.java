package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.List;
import java.util.function.UnaryOperator;

/** A policy made of policies. The engine guards the members one by one, so that a stuck one stops no other. */
public sealed interface Combination extends TrustPolicy permits AnyOf, AllOf, VetoedBy {
    /** Takes the votes of all members. */
    Ballot ballot(TrustRequest request, Pairings known);

    /** The same combination of other members. */
    Combination over(UnaryOperator<TrustPolicy> guard);

    /** The members, in order. */
    List<TrustPolicy> members();

    @Override
    default TrustVote vote(TrustRequest request, Pairings known) {
        return Ballot.asVote(ballot(request, known));
    }

    /** The ballot of any policy. */
    static Ballot ballotOf(TrustPolicy policy, TrustRequest request, Pairings known) {
        return policy instanceof Combination combination
                ? combination.ballot(request, known)
                : Ballot.of(policy.vote(request, known), request);
    }
}
