package dev.missioncontrol.trust.internal;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A policy that restrictions can veto and cannot widen. */
public record VetoedBy(TrustPolicy base, List<TrustPolicy> restrictions) implements Combination {
    @Override
    public Ballot ballot(TrustRequest request, Pairings known) {
        for (TrustPolicy restriction : restrictions) {
            if (Combination.ballotOf(restriction, request, known) instanceof Ballot.Vetoed veto) {
                return veto;
            }
        }
        return Combination.ballotOf(base, request, known);
    }

    @Override
    public VetoedBy over(UnaryOperator<TrustPolicy> guard) {
        return new VetoedBy(guard.apply(base), restrictions.stream().map(guard).toList());
    }

    @Override
    public List<TrustPolicy> members() {
        List<TrustPolicy> members = new ArrayList<>(restrictions);
        members.add(0, base);
        return List.copyOf(members);
    }
}
