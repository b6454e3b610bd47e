package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.util.List;
import java.util.function.UnaryOperator;

/** Deny over Grant over AskPairing over Abstain; among equals the earlier member counts. */
public record AnyOf(List<TrustPolicy> members) implements Combination {
    @Override
    public Ballot ballot(TrustRequest request, Pairings known) {
        Ballot best = new Ballot.Abstained();
        for (TrustPolicy member : members) {
            Ballot next = Combination.ballotOf(member, request, known);
            best = rank(next) > rank(best) ? next : best;
        }
        return best;
    }

    private static int rank(Ballot ballot) {
        if (ballot instanceof Ballot.Vetoed) {
            return 3;
        }
        if (ballot instanceof Ballot.Granted) {
            return 2;
        }
        return ballot instanceof Ballot.Asked ? 1 : 0;
    }

    @Override
    public AnyOf over(UnaryOperator<TrustPolicy> guard) {
        return new AnyOf(members.stream().map(guard).toList());
    }
}
