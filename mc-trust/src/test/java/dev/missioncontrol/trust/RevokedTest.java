package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RevokedTest {
    private final AtomicInteger votes = new AtomicInteger();
    private final TrustPolicy generous = (request, known) -> {
        votes.incrementAndGet();
        return new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator());
    };

    @Test
    void device_whenRevoked_isDeniedBeforeAnyVote() {
        try (House house = new House(generous)) {
            house.revoke(new Owner.Device(device(1).id()));

            assertThat(house.engine.decide(request(Given.admin(), device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.DEVICE_REVOKED));
            assertThat(house.engine.preview(request(Subject.anonymous(), device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.DEVICE_REVOKED));
            assertThat(votes).hasValue(0);
        }
    }

    @Test
    void user_whenRevoked_isDeniedBeforeAnyVote() {
        try (House house = new House(generous)) {
            house.revoke(new Owner.User(alice().id()));

            assertThat(house.engine.decide(request(alice(), null, Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.USER_REVOKED));
            assertThat(votes).hasValue(0);
        }
    }

    @Test
    void anotherDevice_whenOneIsRevoked_isUnaffected() {
        try (House house = new House(generous)) {
            house.revoke(new Owner.Device(device(1).id()));

            assertThat(house.engine.decide(request(alice(), device(2), Scope.READ)))
                    .isInstanceOf(TrustDecision.Trusted.class);
        }
    }

    @Test
    void device_whenRevokedWhileAPolicyThinks_isDenied() {
        List<House> revoking = new CopyOnWriteArrayList<>();
        TrustPolicy slow = (request, known) -> {
            revoking.get(0).revoke(new Owner.Device(device(1).id()));
            return new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator());
        };

        try (House house = new House(slow)) {
            revoking.add(house);
            assertThat(house.engine.decide(request(alice(), device(1), Scope.READ)))
                    .isEqualTo(new Denied(DenyReason.DEVICE_REVOKED));
        }
    }
}
