package dev.missioncontrol.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AccessProperties {

    @Property
    void covers_isReflexiveAndTransitive(
            @ForAll("access") Access a, @ForAll("access") Access b, @ForAll("access") Access c) {
        assertThat(a.covers(a)).isTrue();
        if (a.covers(b) && b.covers(c)) {
            assertThat(a.covers(c)).isTrue();
        }
    }

    @Property
    void within_neverAddsAndNeverExceeds(@ForAll("access") Access asked, @ForAll("access") Access ceiling) {
        Access granted = asked.within(ceiling);

        assertThat(asked.scopes()).containsAll(granted.scopes());
        assertThat(granted.isEmpty() || ceiling.covers(granted)).isTrue();
        assertThat(granted.within(ceiling)).isEqualTo(granted);
        if (ceiling.covers(asked)) {
            assertThat(granted).isEqualTo(asked);
        }
    }

    @Property
    void intersect_isCommutativeIdempotentAndCoveredByBoth(@ForAll("access") Access a, @ForAll("access") Access b) {
        Access shared = a.intersect(b);

        assertThat(a.intersect(a)).isEqualTo(a);
        assertThat(shared.scopes()).isEqualTo(b.intersect(a).scopes());
        assertThat(shared.isEmpty() || (a.covers(shared) && b.covers(shared))).isTrue();
    }

    @Property
    void intersect_holdsEveryScopeBothSidesSatisfy(@ForAll("access") Access a, @ForAll("access") Access b) {
        for (Scope scope : Scope.KNOWN) {
            Access one = new Access(a.role(), Set.of(scope));
            boolean both = a.covers(one) && b.covers(one);
            assertThat(a.intersect(b).covers(one)).isEqualTo(both);
        }
    }

    @Property
    void intersect_isAssociativeInWhatItCovers(
            @ForAll("access") Access a, @ForAll("access") Access b, @ForAll("access") Access c) {
        Access left = a.intersect(b).intersect(c);
        Access right = a.intersect(b.intersect(c));
        for (Scope scope : Scope.KNOWN) {
            Access one = new Access(a.role(), Set.of(scope));
            assertThat(left.covers(one)).isEqualTo(right.covers(one));
        }
    }

    @Property
    void union_coversBothSides(@ForAll("operator") Access a, @ForAll("operator") Access b) {
        assertThat(a.union(b).covers(a)).isTrue();
        assertThat(a.union(b).covers(b)).isTrue();
        assertThat(a.union(b)).isEqualTo(b.union(a));
    }

    @Property
    void roles_areAChain(@ForAll Role a, @ForAll Role b, @ForAll Role c) {
        assertThat(a.includes(a)).isTrue();
        assertThat(a.includes(b) || b.includes(a)).isTrue();
        assertThat(a.includes(b) && b.includes(a)).isEqualTo(a == b);
        if (a.includes(b) && b.includes(c)) {
            assertThat(a.includes(c)).isTrue();
        }
        assertThat(Role.parse(a.wireName())).contains(a);
    }

    @Provide
    Arbitrary<Access> access() {
        return Combinators.combine(Arbitraries.of(ClientRole.class), scopes()).as(Access::new);
    }

    @Provide
    Arbitrary<Access> operator() {
        return scopes().map(scopes -> new Access(ClientRole.OPERATOR, scopes));
    }

    private static Arbitrary<Set<Scope>> scopes() {
        return Arbitraries.of(Scope.KNOWN).set().ofMaxSize(4);
    }
}
