package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.internal.Ballot.Asked;
import dev.missioncontrol.trust.internal.Ballot.Granted;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.util.List;
import java.util.function.UnaryOperator;

/** Deny over Abstain over AskPairing over Grant: every member must grant, and all that is missing is asked for. */
public record AllOf(List<TrustPolicy> members) implements Combination {
    @Override
    public Ballot ballot(TrustRequest request, Pairings known) {
        Ballot all = Combination.ballotOf(members.get(0), request, known);
        for (TrustPolicy member : members.subList(1, members.size())) {
            all = both(all, Combination.ballotOf(member, request, known));
        }
        return all;
    }

    private static Ballot both(Ballot one, Ballot other) {
        if (one instanceof Granted a && other instanceof Granted b) {
            return a.and(b);
        }
        if (one instanceof Asked a && other instanceof Asked b) {
            return a.and(b);
        }
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Ballot ballot) {
        if (ballot instanceof Ballot.Vetoed) {
            return 3;
        }
        if (ballot instanceof Ballot.Abstained) {
            return 2;
        }
        return ballot instanceof Asked ? 1 : 0;
    }

    @Override
    public AllOf over(UnaryOperator<TrustPolicy> guard) {
        return new AllOf(members.stream().map(guard).toList());
    }
}
