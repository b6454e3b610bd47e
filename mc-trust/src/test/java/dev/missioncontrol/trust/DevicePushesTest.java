package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicePushesTest {
    private static final DeviceId LAPTOP = device(1).id();
    private final AtomicLong nanos = new AtomicLong();
    private final House house = new House(TrustPolicies.backendOwned(Role.VIEWER));
    private final RevocationFeed feed = RevocationFeed.follow(house.unit, Duration.ofMinutes(10), nanos::get);
    private final DevicePushes pushes = new DevicePushes(house.store, house.unit, feed);

    @BeforeEach
    void pair() {
        house.pairBackend(Access.fullOperator());
        house.pairDevice(device(1), alice(), Scope.READ);
    }

    @AfterEach
    void close() {
        feed.close();
        house.close();
    }

    @Test
    void push_whenPaired_isTakenInInTheSameTransaction() {
        assertThat(pushes.accept(LAPTOP, tx -> tx.record(event()).number())).isEqualTo(new PushResult.Accepted<>(1L));
    }

    @Test
    void push_whenRevokedOrForgotten_isNotEvenBegun() {
        AtomicBoolean begun = new AtomicBoolean();
        house.devices.revoke(LAPTOP, request(admin(), null));

        assertThat(pushes.accept(LAPTOP, tx -> begun.getAndSet(true)))
                .isEqualTo(new PushResult.Refused<>(PushResult.Fault.DEVICE_REVOKED));
        house.devices.forget(LAPTOP, request(admin(), null));
        assertThat(pushes.accept(LAPTOP, tx -> begun.getAndSet(true)))
                .isEqualTo(new PushResult.Refused<>(PushResult.Fault.DEVICE_NOT_PAIRED));
        assertThat(begun).isFalse();
    }

    @Test
    void push_whenItsWorkFailsHalfway_leavesNothing() {
        assertThatThrownBy(() -> pushes.accept(LAPTOP, tx -> {
                    tx.record(event());
                    throw new IllegalStateException("the second of two");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(house.actions()).isEmpty();
    }

    @Test
    void push_whenRevocationsWereNotReadForAHeartbeat_isRefused() {
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(pushes.accept(LAPTOP, tx -> "late"))
                .isEqualTo(new PushResult.Refused<>(PushResult.Fault.TRUST_STALE));
        assertThat(PushResult.Fault.TRUST_STALE.status()).isEqualTo(503);
    }

    private static AuditEvent event() {
        return AuditEvent.of(AuditAction.SETTING_CHANGED, "alice", "");
    }
}
