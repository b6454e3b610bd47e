package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.person;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import org.junit.jupiter.api.Test;

class BackendOwnedTest {
    @Test
    void person_whenTheBackendIsPaired_inheritsItsTrust() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            house.pairBackend(Access.fullOperator());

            assertThat(house.engine.decide(request(person("v", Role.VIEWER), null, Scope.READ)))
                    .isEqualTo(new Trusted(TrustBasis.BACKEND, Access.operator(Scope.READ)));
        }
    }

    @Test
    void person_belowTheRole_isNobodysBusiness() {
        try (House house = new House(TrustPolicies.backendOwned(Role.OPERATOR))) {
            house.pairBackend(Access.fullOperator());

            assertThat(house.engine.decide(request(person("v", Role.VIEWER), null, Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
            assertThat(house.engine.decide(request(person("o", Role.OPERATOR), null, Scope.READ)))
                    .isInstanceOf(Trusted.class);
        }
    }

    @Test
    void nobodySignedIn_whateverTheDevice_isNobodysBusiness() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            house.pairBackend(Access.fullOperator());

            assertThat(house.engine.decide(request(Subject.anonymous(), Given.device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.NO_POLICY_APPLIED));
        }
    }

    @Test
    void backend_whenItIsNotPaired_waitsAtTheGatewayAndIsNotAskedForHere() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            PendingPairing pending = only(house.engine.decide(request(Given.alice(), null, Scope.READ)));

            assertThat(pending.owner()).isEqualTo(House.BACKEND);
            assertThat(pending.reason()).isEqualTo(PairingReason.NOT_PAIRED);
            assertThat(house.store.allPending()).isEmpty();
            assertThat(house.actions()).isEmpty();
        }
    }

    @Test
    void backend_whenItsRequestIsKnown_showsTheGatewaysOwnId() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            house.backend.observe(
                    new BackendObservation.Waiting("gateway-7", Given.device(9).id(), Access.fullOperator()));

            assertThat(only(house.engine.decide(request(Given.alice(), null, Scope.READ)))
                            .requestId())
                    .isEqualTo("gateway-7");
        }
    }

    @Test
    void request_whenWiderThanTheBackendsOwn_waitsForTheBackend() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            house.pairBackend(Access.operator(Scope.READ));

            assertThat(only(house.engine.decide(request(Given.alice(), null, Scope.WRITE)))
                            .reason())
                    .isEqualTo(PairingReason.SCOPE_UPGRADE);
        }
    }

    @Test
    void backend_whenItWasWithdrawn_countsForNobody() {
        try (House house = new House(TrustPolicies.backendOwned(Role.VIEWER))) {
            house.revoke(House.BACKEND);

            assertThat(house.engine.decide(request(Given.admin(), null, Scope.READ)))
                    .isInstanceOf(PairingRequired.class);
        }
    }

    private static PendingPairing only(TrustDecision decision) {
        assertThat(decision).isInstanceOf(PairingRequired.class);
        assertThat(((PairingRequired) decision).pending()).hasSize(1);
        return ((PairingRequired) decision).pending().get(0);
    }
}
