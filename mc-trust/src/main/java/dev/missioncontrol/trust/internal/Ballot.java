package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The outcome of a policy or of a combination: like a vote, but several pairings may be asked for at once. */
public sealed interface Ballot {
    /**
     * For it.
     *
     * @param bases what the grant rests on: several, if several members had to grant; the first one names it
     * @param upTo the most it may be
     * @param overreaches whether an embedder's own policy vouched for more than was asked
     */
    record Granted(List<TrustBasis> bases, Access upTo, boolean overreaches) implements Ballot {
        public Granted {
            bases = List.copyOf(bases);
        }

        Granted and(Granted more) {
            List<TrustBasis> both = new ArrayList<>(bases);
            both.addAll(more.bases);
            return new Granted(both, upTo.intersect(more.upTo), overreaches || more.overreaches);
        }

        /** What the grant rests on first of all. */
        public TrustBasis basis() {
            return bases.get(0);
        }
    }

    /** For it once all of these are approved. */
    record Asked(List<TrustVote.AskPairing> asks) implements Ballot {
        public Asked {
            asks = List.copyOf(asks);
        }

        Asked and(Asked more) {
            List<TrustVote.AskPairing> both = new ArrayList<>(asks);
            more.asks.stream().filter(ask -> !concerns(ask.owner())).forEach(both::add);
            return new Asked(both);
        }

        /** One owner is asked for once: the first reason is as good as the second. */
        private boolean concerns(Owner owner) {
            return asks.stream().anyMatch(ask -> ask.owner().equals(owner));
        }
    }

    /** Against it. */
    record Vetoed(DenyReason why) implements Ballot {}

    /** No opinion. */
    record Abstained() implements Ballot {}

    /** The vote on {@code request} as a ballot. */
    static Ballot of(TrustVote vote, TrustRequest request) {
        if (vote instanceof TrustVote.Grant grant) {
            return new Granted(
                    List.of(grant.basis()),
                    grant.upTo(),
                    grant.basis() == TrustBasis.CUSTOM && !request.requested().covers(grant.upTo()));
        }
        if (vote instanceof TrustVote.AskPairing ask) {
            return new Asked(List.of(ask));
        }
        if (vote instanceof TrustVote.Deny deny) {
            return new Vetoed(deny.why());
        }
        Objects.requireNonNull(vote, "vote");
        return new Abstained();
    }

    /** The ballot as one vote; of several pairings the first. */
    static TrustVote asVote(Ballot ballot) {
        if (ballot instanceof Granted granted) {
            return new TrustVote.Grant(granted.basis(), granted.upTo());
        }
        if (ballot instanceof Asked asked) {
            return asked.asks().get(0);
        }
        if (ballot instanceof Vetoed vetoed) {
            return new TrustVote.Deny(vetoed.why());
        }
        return TrustVote.abstain();
    }
}
