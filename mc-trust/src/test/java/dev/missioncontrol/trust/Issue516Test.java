package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import org.junit.jupiter.api.Test;

/** Pairing belongs to the backend, not to each laptop; and the hardened mode brings the laptops back in. */
class Issue516Test {
    private static final VerifiedDevice LAPTOP_A = device(1);
    private static final VerifiedDevice LAPTOP_B = device(2);
    private static final Trusted BY_THE_BACKEND = new Trusted(TrustBasis.BACKEND, Access.operator(Scope.READ));

    @Test
    void alice_whenTheBackendPairedOnce_worksOnEveryLaptop() {
        try (House house = new House(backendOwned(Role.VIEWER))) {
            backendPairs(house);

            assertThat(house.engine.decide(request(alice(), LAPTOP_A, Scope.READ)))
                    .isEqualTo(BY_THE_BACKEND);
            assertThat(house.engine.decide(request(alice(), LAPTOP_B, Scope.READ)))
                    .isEqualTo(BY_THE_BACKEND);
            assertThat(house.engine.decide(request(alice(), null, Scope.READ))).isEqualTo(BY_THE_BACKEND);
            assertThat(house.store.allPending()).isEmpty();
        }
    }

    @Test
    void alice_inTheHardenedMode_pairsEachLaptop() {
        try (House house = new House(allOf(backendOwned(Role.VIEWER), perDevice()))) {
            backendPairs(house);
            house.pairDevice(LAPTOP_A, alice(), Scope.READ);

            assertThat(house.engine.decide(request(alice(), LAPTOP_A, Scope.READ)))
                    .isEqualTo(BY_THE_BACKEND);
            TrustDecision onB = house.engine.decide(request(alice(), LAPTOP_B, Scope.READ));

            assertThat(onB).isInstanceOf(PairingRequired.class);
            PendingPairing pending = ((PairingRequired) onB).pending().get(0);
            assertThat(pending.owner()).isEqualTo(new Owner.Device(LAPTOP_B.id()));
            assertThat(pending.reason()).isEqualTo(PairingReason.NOT_PAIRED);
            assertThat(pending.user()).isEqualTo(alice().id());
        }
    }

    @Test
    void laptopB_inTheHardenedMode_isInOnceATrustedLaptopOfAnAdminApprovesIt() {
        try (House house = new House(allOf(backendOwned(Role.VIEWER), perDevice()))) {
            backendPairs(house);
            VerifiedDevice adminsLaptop = device(3);
            house.pairDevice(adminsLaptop, Given.admin(), Scope.ADMIN);
            PairingRequired asked =
                    (PairingRequired) house.engine.decide(request(alice(), LAPTOP_B, Scope.READ, Scope.WRITE));
            String id = asked.pending().get(0).requestId();

            assertThat(house.desk.approve(id, request(Given.admin(), null)))
                    .as("signed in without a trusted device")
                    .isEqualTo(new DeskResult.Refused(DeskResult.Fault.NOT_ALLOWED));
            assertThat(house.desk.approve(id, request(Given.admin(), adminsLaptop)))
                    .isEqualTo(new DeskResult.Done());
            assertThat(house.engine.decide(request(alice(), LAPTOP_B, Scope.READ)))
                    .isEqualTo(BY_THE_BACKEND);
        }
    }

    @Test
    void alice_inTheHardenedModeWithoutADevice_isToldWhatIsMissing() {
        try (House house = new House(allOf(backendOwned(Role.VIEWER), perDevice()))) {
            backendPairs(house);

            assertThat(house.engine.decide(request(alice(), null, Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.DEVICE_IDENTITY_REQUIRED));
        }
    }

    @Test
    void everybody_whenTheGatewayWithdrawsTheBackend_isOut() {
        try (House house = new House(backendOwned(Role.VIEWER))) {
            backendPairs(house);
            house.backend.observe(new BackendObservation.Withdrawn("AUTH_DEVICE_TOKEN_MISMATCH"));

            assertThat(house.engine.decide(request(alice(), LAPTOP_A, Scope.READ)))
                    .isInstanceOf(PairingRequired.class);
        }
    }

    private static void backendPairs(House house) {
        house.backend.observe(new BackendObservation.Confirmed(device(9).id(), Access.fullOperator()));
    }
}
