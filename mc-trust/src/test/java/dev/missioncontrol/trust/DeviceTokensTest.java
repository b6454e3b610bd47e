package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.admin;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.person;
import static dev.missioncontrol.trust.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.TokenIssue.Issued;
import dev.missioncontrol.trust.TokenVerdict.Fault;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceTokensTest {
    private static final DeviceId LAPTOP = device(1).id();
    private final House house = new House(TrustPolicies.backendOwned(Role.VIEWER));
    private final DeviceTokens tokens = new DeviceTokens(
            house.engine,
            new InMemoryDeviceTokenStore(house.unit),
            house.store,
            house.unit,
            new Tokens(new SecureRandom()),
            house.clock);
    private final Devices devices = new Devices(house.engine, house.store, house.unit, house.clock, tokens);

    @BeforeEach
    void pair() {
        house.pairBackend(Access.fullOperator());
        house.pairDevice(device(1), alice(), Scope.READ, Scope.WRITE);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void token_ofAPairedDevice_isGoodForThatDeviceAlone() {
        Secret token = issue();

        assertThat(tokens.verify(token, LAPTOP))
                .isEqualTo(new TokenVerdict.Good(LAPTOP, alice().id(), Access.operator(Scope.READ, Scope.WRITE)));
        assertThat(tokens.verify(token, device(2).id())).isEqualTo(refused(Fault.OTHER_DEVICE));
        assertThat(house.lastRecord().event().action()).isEqualTo(AuditAction.DEVICE_TOKEN_ISSUED);
        assertThat(house.lastRecord().toString()).doesNotContain(token.reveal());
    }

    @Test
    void issue_toADeviceThatIsNotPaired_isRefused() {
        assertThat(tokens.issue(device(2))).isEqualTo(new TokenIssue.Refused(DeskResult.Fault.UNKNOWN));
    }

    @Test
    void issue_again_endsTheEarlierOne() {
        Secret first = issue();
        Secret second = issue();

        assertThat(tokens.verify(first, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        assertThat(tokens.verify(second, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
    }

    @Test
    void verify_ofWhatIsNoToken_isUnknown() {
        for (String text : new String[] {"x", "0".repeat(63), "G".repeat(64), "0".repeat(64)}) {
            assertThat(tokens.verify(Secret.of(text), LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        }
    }

    @Test
    void verify_whenThePairingGotNarrower_isGoodForNoMore() {
        Secret token = issue();
        house.pairDevice(device(1), alice(), Scope.READ);

        assertThat(tokens.verify(token, LAPTOP))
                .isEqualTo(new TokenVerdict.Good(LAPTOP, alice().id(), Access.operator(Scope.READ)));
    }

    @Test
    void verify_whenThePairingGotWider_isGoodForNoMoreThanBefore() {
        Secret token = issue();
        house.pairDevice(device(1), alice(), Scope.ADMIN);

        assertThat(((TokenVerdict.Good) tokens.verify(token, LAPTOP)).access())
                .isEqualTo(Access.operator(Scope.READ, Scope.WRITE));
    }

    @Test
    void rotate_withoutOverlap_endsThePresentOneAtOnce() {
        Secret old = issue();

        Secret fresh = rotated(Duration.ZERO);

        assertThat(tokens.verify(old, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        assertThat(tokens.verify(fresh, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
        assertThat(house.lastRecord().event().action()).isEqualTo(AuditAction.DEVICE_TOKEN_ROTATED);
    }

    @Test
    void rotate_withAnOverlap_keepsBothUntilItEnds() {
        Secret old = issue();
        Secret fresh = rotated(Duration.ofMinutes(10));

        assertThat(tokens.verify(old, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
        assertThat(tokens.verify(fresh, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
        house.clock.advance(Duration.ofMinutes(10));
        assertThat(tokens.verify(old, LAPTOP)).isEqualTo(refused(Fault.OVER));
        assertThat(tokens.verify(fresh, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
    }

    @Test
    void rotate_twiceWithinAnOverlap_keepsNoMoreThanTwo() {
        Secret first = issue();
        Secret second = rotated(Duration.ofMinutes(10));
        rotated(Duration.ofMinutes(10));

        assertThat(tokens.verify(first, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        assertThat(tokens.verify(second, LAPTOP)).isInstanceOf(TokenVerdict.Good.class);
    }

    @Test
    void rotate_byAStranger_isRefused() {
        issue();

        assertThat(tokens.rotate(LAPTOP, Duration.ZERO, request(person("bob", Role.OPERATOR), null)))
                .isEqualTo(new TokenIssue.Refused(DeskResult.Fault.NOT_ALLOWED));
    }

    @Test
    void rotate_withAnOverlapWithoutMeasure_throws() {
        assertThatThrownBy(() -> tokens.rotate(LAPTOP, Duration.ofSeconds(-1), request(admin(), null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.rotate(LAPTOP, Duration.ofDays(8), request(admin(), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void revokedDevice_hasNoTokenEvenAfterItWasForgottenAndPairedAnew() {
        Secret token = issue();
        devices.revoke(LAPTOP, request(admin(), null));

        assertThat(tokens.verify(token, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        assertThat(tokens.rotate(LAPTOP, Duration.ZERO, request(admin(), null))).isInstanceOf(TokenIssue.Refused.class);
        devices.forget(LAPTOP, request(admin(), null));
        house.pairDevice(device(1), alice(), Scope.READ);
        assertThat(tokens.verify(token, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
    }

    @Test
    void revokedDevice_whoseTokensNobodyRemoved_isRefusedAllTheSame() {
        Secret token = issue();
        house.revoke(new Owner.Device(LAPTOP));

        assertThat(tokens.verify(token, LAPTOP)).isEqualTo(refused(Fault.DEVICE_REVOKED));
    }

    @Test
    void revoke_ofTokensAlone_leavesTheDevicePaired() {
        Secret token = issue();

        assertThat(tokens.revoke(LAPTOP, request(admin(), null))).isEqualTo(new Done());
        assertThat(tokens.verify(token, LAPTOP)).isEqualTo(refused(Fault.UNKNOWN));
        assertThat(house.store.find(new Owner.Device(LAPTOP))).isInstanceOf(Pairing.Paired.class);
        assertThat(tokens.revoke(LAPTOP, request(admin(), null)))
                .isEqualTo(new DeskResult.Refused(DeskResult.Fault.UNKNOWN));
    }

    private Secret issue() {
        return ((Issued) tokens.issue(device(1))).token();
    }

    private Secret rotated(Duration overlap) {
        return ((Issued) tokens.rotate(LAPTOP, overlap, request(admin(), null))).token();
    }

    private static TokenVerdict refused(Fault fault) {
        return new TokenVerdict.Refused(fault);
    }
}
