package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.person;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EffectiveRequestTest {
    private static final Scope[] ALL = Scope.KNOWN.toArray(Scope[]::new);
    private static final TrustPolicy GENEROUS =
            (request, known) -> new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator());

    @Test
    void viewer_whenEverythingIsAskedFor_mayReadAndNoMore() {
        assertThat(granted(Role.VIEWER, ALL)).isEqualTo(Access.operator(Scope.READ, Scope.SESSIONS_READ));
    }

    @Test
    void viewer_whenReadIsAskedFor_mayRead() {
        assertThat(granted(Role.VIEWER, Scope.READ)).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void operator_whenEverythingIsAskedFor_getsNeitherAdminNorPairingNorSecrets() {
        assertThat(granted(Role.OPERATOR, ALL).scopes())
                .contains(Scope.READ, Scope.WRITE, Scope.APPROVALS, Scope.QUESTIONS, Scope.TALK)
                .doesNotContain(Scope.ADMIN, Scope.PAIRING, Scope.TALK_SECRETS);
    }

    @Test
    void admin_whenEverythingIsAskedFor_getsEveryKnownScope() {
        assertThat(granted(Role.ADMIN, ALL)).isEqualTo(Access.fullOperator());
    }

    @Test
    void credential_whenItsCapIsNarrower_cutsTheRole() {
        Subject key = new Subject.Authenticated(
                new UserId("ci"), Role.ADMIN, SignIn.API_KEY, Access.operator(Scope.APPROVALS));

        try (House house = new House(GENEROUS)) {
            assertThat(house.engine.decide(request(key, null, ALL)))
                    .isEqualTo(new Trusted(TrustBasis.CUSTOM, Access.operator(Scope.APPROVALS)));
        }
    }

    @Test
    void unknownScope_whenAnAdminAsksForIt_isCutOff() {
        Scope unknown = new Scope("operator.everything");

        assertThat(granted(Role.ADMIN, Scope.READ, unknown)).isEqualTo(Access.operator(Scope.READ));
    }

    @Test
    void unknownScope_whenItIsAllThatIsAskedFor_leavesNoRights() {
        try (House house = new House(GENEROUS)) {
            assertThat(house.engine.decide(request(Given.admin(), null, new Scope("plugin.anything"))))
                    .isEqualTo(new Denied(DenyReason.NO_RIGHTS));
        }
    }

    @Test
    void request_whenNothingIsLeft_isDeniedWithoutAVote() {
        List<TrustRequest> voted = new CopyOnWriteArrayList<>();
        TrustPolicy spy = spyOn(voted);

        try (House house = new House(spy)) {
            assertThat(house.engine.decide(request(person("v", Role.VIEWER), null, Scope.ADMIN)))
                    .isEqualTo(new Denied(DenyReason.NO_RIGHTS));
            assertThat(house.engine.decide(request(person("v", Role.VIEWER), null)))
                    .isEqualTo(new Denied(DenyReason.NO_RIGHTS));
            assertThat(voted).isEmpty();
        }
    }

    @Test
    void nodeRole_whenAPersonAsksForIt_hasNoRights() {
        TrustRequest node = new TrustRequest(
                Given.admin(), null, null, Given.REMOTE, new Access(ClientRole.NODE, Set.of(Scope.READ)));

        try (House house = new House(GENEROUS)) {
            assertThat(house.engine.decide(node)).isEqualTo(new Denied(DenyReason.NO_RIGHTS));
        }
    }

    @Test
    void anonymousDevice_whenItAsksForEverything_isNotCutByARole() {
        List<TrustRequest> voted = new CopyOnWriteArrayList<>();

        try (House house = new House(spyOn(voted))) {
            house.engine.decide(request(Subject.anonymous(), device(1), ALL));
            assertThat(voted.get(0).requested()).isEqualTo(Access.fullOperator());
        }
    }

    @Test
    void policy_whenItVotes_seesTheEffectiveRequestOnly() {
        List<TrustRequest> voted = new CopyOnWriteArrayList<>();

        try (House house = new House(spyOn(voted))) {
            house.engine.decide(request(person("v", Role.VIEWER), null, Scope.READ, Scope.ADMIN));
            assertThat(voted.get(0).requested()).isEqualTo(Access.operator(Scope.READ));
        }
    }

    @Test
    void table_whenARoleIsLeftOut_givesItNothing() {
        RoleCeilings onlyAdmins = RoleCeilings.of(Map.of(Role.ADMIN, Access.fullOperator()));

        try (House house = new House(GENEROUS, settings -> settings.ceilings(onlyAdmins))) {
            assertThat(house.engine.decide(request(Given.alice(), null, Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.NO_RIGHTS));
        }
    }

    @Test
    void union_ofTheStandardTable_isWhatAnAdminMayHave() {
        assertThat(RoleCeilings.standard().union()).isEqualTo(Access.fullOperator());
    }

    private static Access granted(Role role, Scope... scopes) {
        try (House house = new House(GENEROUS)) {
            TrustDecision decision = house.engine.decide(request(person("someone", role), null, scopes));
            assertThat(decision).isInstanceOf(Trusted.class);
            return ((Trusted) decision).access();
        }
    }

    private static TrustPolicy spyOn(List<TrustRequest> voted) {
        return (request, known) -> {
            voted.add(request);
            return TrustVote.abstain();
        };
    }
}
