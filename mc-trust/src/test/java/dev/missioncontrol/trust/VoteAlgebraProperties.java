package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.anyOf;
import static dev.missioncontrol.trust.TrustPolicies.vetoedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import dev.missioncontrol.trust.spi.TrustVote.Grant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VoteAlgebraProperties {
    private static final Pairing UNPAIRED = new Pairing.Unpaired();
    private static final Pairings NOTHING = new Pairings(UNPAIRED, UNPAIRED, UNPAIRED);
    private static final List<TrustVote> KINDS = List.of(
            new Grant(TrustBasis.CUSTOM, Access.operator(Scope.READ)),
            new TrustVote.AskPairing(House.BACKEND, PairingReason.NOT_PAIRED),
            new TrustVote.Deny(DenyReason.VETOED),
            TrustVote.abstain());
    private static final List<Class<?>> ANY_OF_RANKING =
            List.of(TrustVote.Deny.class, Grant.class, TrustVote.AskPairing.class, TrustVote.Abstain.class);
    private static final List<Class<?>> ALL_OF_RANKING =
            List.of(TrustVote.Deny.class, TrustVote.Abstain.class, TrustVote.AskPairing.class, Grant.class);

    @Example
    void kinds_ofAllTriples_followTheRanking() {
        for (TrustVote a : KINDS) {
            for (TrustVote b : KINDS) {
                for (TrustVote c : KINDS) {
                    assertThat(kind(anyOf(says(a), says(b), says(c)))).isEqualTo(first(ANY_OF_RANKING, a, b, c));
                    assertThat(kind(allOf(says(a), says(b), says(c)))).isEqualTo(first(ALL_OF_RANKING, a, b, c));
                }
            }
        }
    }

    @Example
    void kinds_ofAllTriples_areAssociativeAndCommutativeAndIdempotent() {
        for (TrustVote a : KINDS) {
            assertThat(kind(anyOf(says(a), says(a)))).isEqualTo(a.getClass());
            assertThat(kind(allOf(says(a), says(a)))).isEqualTo(a.getClass());
            for (TrustVote b : KINDS) {
                assertThat(kind(anyOf(says(a), says(b)))).isEqualTo(kind(anyOf(says(b), says(a))));
                assertThat(kind(allOf(says(a), says(b)))).isEqualTo(kind(allOf(says(b), says(a))));
                for (TrustVote c : KINDS) {
                    assertThat(kind(anyOf(anyOf(says(a), says(b)), says(c))))
                            .isEqualTo(kind(anyOf(says(a), anyOf(says(b), says(c)))));
                    assertThat(kind(allOf(allOf(says(a), says(b)), says(c))))
                            .isEqualTo(kind(allOf(says(a), allOf(says(b), says(c)))));
                }
            }
        }
    }

    @Property(tries = 300)
    void anyOf_whateverTheVotes_isAssociativeInTheVoteItself(
            @ForAll("votes") TrustVote a, @ForAll("votes") TrustVote b, @ForAll("votes") TrustVote c) {
        assertThat(vote(anyOf(anyOf(says(a), says(b)), says(c))))
                .isEqualTo(vote(anyOf(says(a), anyOf(says(b), says(c)))));
        assertThat(kind(anyOf(says(a), says(b)))).isEqualTo(kind(anyOf(says(b), says(a))));
        assertThat(vote(anyOf(says(a), says(a)))).isEqualTo(a);
    }

    @Property(tries = 300)
    void allOf_whateverTheVotes_isAssociativeInTheVoteItself(
            @ForAll("votes") TrustVote a, @ForAll("votes") TrustVote b, @ForAll("votes") TrustVote c) {
        assertThat(vote(allOf(allOf(says(a), says(b)), says(c))))
                .isEqualTo(vote(allOf(says(a), allOf(says(b), says(c)))));
        assertThat(kind(allOf(says(a), says(b)))).isEqualTo(kind(allOf(says(b), says(a))));
        assertThat(vote(allOf(says(a), says(a)))).isEqualTo(a);
    }

    @Property(tries = 300)
    void allOf_whenAllGrant_vouchesForWhatEveryoneCovers(
            @ForAll("accesses") Access a, @ForAll("accesses") Access b, @ForAll("accesses") Access c) {
        Access all = ((Grant) vote(allOf(grants(a), grants(b), grants(c)))).upTo();

        assertThat(a.covers(all) && b.covers(all) && c.covers(all)).isTrue();
        for (Scope scope : Scope.KNOWN) {
            Access one = Access.operator(scope);
            assertThat(all.covers(one)).isEqualTo(a.covers(one) && b.covers(one) && c.covers(one));
        }
    }

    @Property(tries = 300)
    void anyOf_whenSeveralGrant_takesTheFirstAndNeverAUnion(
            @ForAll("accesses") Access a, @ForAll("accesses") Access b) {
        assertThat(vote(anyOf(says(TrustVote.abstain()), grants(a), grants(b))))
                .isEqualTo(new Grant(TrustBasis.CUSTOM, a));
    }

    @Property(tries = 300)
    void vetoedBy_whateverARestrictionSays_onlyADenyCounts(
            @ForAll("votes") TrustVote base, @ForAll("votes") TrustVote one, @ForAll("votes") TrustVote other) {
        TrustVote result = vote(vetoedBy(says(base), says(one), says(other)));

        if (one instanceof TrustVote.Deny) {
            assertThat(result).isEqualTo(one);
        } else if (other instanceof TrustVote.Deny) {
            assertThat(result).isEqualTo(other);
        } else {
            assertThat(result).isEqualTo(base);
        }
    }

    @Example
    void allOf_whenClientRolesDiffer_vouchesForNothing() {
        Access node = new Access(ClientRole.NODE, Set.of(Scope.READ));

        assertThat(((Grant) vote(allOf(grants(Access.fullOperator()), grants(node))))
                        .upTo()
                        .isEmpty())
                .isTrue();
    }

    @Example
    void allOf_whenEverybodyGrants_takesTheBasisOfTheFirst() {
        TrustVote vote = vote(allOf(
                says(new Grant(TrustBasis.BACKEND, Access.fullOperator())),
                says(new Grant(TrustBasis.DEVICE, Access.fullOperator()))));

        assertThat(((Grant) vote).basis()).isEqualTo(TrustBasis.BACKEND);
    }

    @Provide
    Arbitrary<TrustVote> votes() {
        return Arbitraries.oneOf(
                accesses().map(access -> new Grant(TrustBasis.CUSTOM, access)),
                Arbitraries.of(PairingReason.class).map(why -> new TrustVote.AskPairing(House.BACKEND, why)),
                Arbitraries.of(DenyReason.class).map(TrustVote.Deny::new),
                Arbitraries.just(TrustVote.abstain()));
    }

    @Provide
    Arbitrary<Access> accesses() {
        return Arbitraries.of(Scope.KNOWN).set().map(scopes -> new Access(ClientRole.OPERATOR, scopes));
    }

    private static TrustPolicy says(TrustVote vote) {
        return (request, known) -> vote;
    }

    private static TrustPolicy grants(Access upTo) {
        return says(new Grant(TrustBasis.CUSTOM, upTo));
    }

    private static TrustVote vote(TrustPolicy policy) {
        return policy.vote(request(alice(), null, Scope.READ), NOTHING);
    }

    private static Class<?> kind(TrustPolicy policy) {
        return vote(policy).getClass();
    }

    private static Class<?> first(List<Class<?>> ranking, TrustVote... votes) {
        return ranking.stream()
                .filter(kind -> Stream.of(votes).anyMatch(kind::isInstance))
                .findFirst()
                .orElseThrow();
    }
}
