package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.LAPTOP;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PerDeviceTest {
    private static final Owner OWNER = new Owner.Device(device(1).id());
    private static final Access READ = Access.operator(Scope.READ);
    private static final Access NODE = new Access(ClientRole.NODE, Set.of(Scope.READ));
    private final TrustPolicy policy = TrustPolicies.perDevice();

    @Test
    void device_whenItsRecordCoversTheRequest_isGrantedWhatWasApproved() {
        Pairing known = paired(Access.operator(Scope.WRITE), alice(), LAPTOP);

        assertThat(vote(known, alice(), LAPTOP, READ))
                .isEqualTo(new TrustVote.Grant(TrustBasis.DEVICE, Access.operator(Scope.WRITE)));
    }

    @Test
    void device_whenNobodyProvedOne_hasNoOpinion() {
        TrustRequest bare = new TrustRequest(alice(), null, null, Given.REMOTE, READ);

        assertThat(policy.vote(bare, known(new Pairing.Unpaired()))).isEqualTo(TrustVote.abstain());
    }

    @Test
    void device_whenNothingIsOnRecord_asksForAPairing() {
        assertThat(vote(new Pairing.Unpaired(), alice(), LAPTOP, READ)).isEqualTo(asks(PairingReason.NOT_PAIRED));
    }

    @Test
    void device_whenRevoked_isDenied() {
        assertThat(vote(new Pairing.Revoked(ManualClock.NOON), alice(), LAPTOP, READ))
                .isEqualTo(new TrustVote.Deny(DenyReason.DEVICE_REVOKED));
    }

    @Test
    void device_whenItIsPairedForSomebodyElse_asksForItsNewHolder() {
        Subject bob = Given.person("bob", Role.ADMIN);

        assertThat(vote(paired(READ, alice(), LAPTOP), bob, LAPTOP, READ)).isEqualTo(asks(PairingReason.OTHER_HOLDER));
        assertThat(vote(paired(READ, alice(), LAPTOP), Subject.anonymous(), LAPTOP, READ))
                .isEqualTo(asks(PairingReason.OTHER_HOLDER));
        assertThat(vote(paired(READ, Subject.anonymous(), LAPTOP), alice(), LAPTOP, READ))
                .isEqualTo(asks(PairingReason.OTHER_HOLDER));
    }

    @Test
    void device_whenItWasPairedByNobodySignedIn_needsNobodySignedIn() {
        assertThat(vote(paired(READ, Subject.anonymous(), LAPTOP), Subject.anonymous(), LAPTOP, READ))
                .isInstanceOf(TrustVote.Grant.class);
    }

    @Test
    void device_whenPlatformOrFamilyChanged_asksAnew() {
        Pairing known = paired(READ, alice(), LAPTOP);

        assertThat(vote(known, alice(), traits("linux", "Mac"), READ)).isEqualTo(asks(PairingReason.METADATA_UPGRADE));
        assertThat(vote(known, alice(), traits("macos", "iPhone"), READ))
                .isEqualTo(asks(PairingReason.METADATA_UPGRADE));
        assertThat(vote(known, alice(), null, READ)).isEqualTo(asks(PairingReason.METADATA_UPGRADE));
    }

    @Test
    void device_whenOnlyCaseOrAnUnpinnedTraitDiffers_isGranted() {
        assertThat(vote(paired(READ, alice(), LAPTOP), alice(), traits(" MacOS ", "mac"), READ))
                .isInstanceOf(TrustVote.Grant.class);
        assertThat(vote(paired(READ, alice(), traits("macos", "")), alice(), traits("macos", "Mac"), READ))
                .isInstanceOf(TrustVote.Grant.class);
        assertThat(vote(paired(READ, alice(), null), alice(), traits("linux", ""), READ))
                .isInstanceOf(TrustVote.Grant.class);
    }

    @Test
    void device_whenItAsksInAnotherClientRole_asksForTheRole() {
        assertThat(vote(paired(READ, alice(), LAPTOP), alice(), LAPTOP, NODE))
                .isEqualTo(asks(PairingReason.ROLE_UPGRADE));
    }

    @Test
    void device_whenItAsksForMoreThanWasApproved_asksForTheScopes() {
        assertThat(vote(paired(READ, alice(), LAPTOP), alice(), LAPTOP, Access.operator(Scope.WRITE)))
                .isEqualTo(asks(PairingReason.SCOPE_UPGRADE));
    }

    @Test
    void reasons_onTheWire_areTheGatewaysOwn() {
        assertThat(PairingReason.values())
                .extracting(PairingReason::wireName)
                .contains("not-paired", "role-upgrade", "scope-upgrade", "metadata-upgrade");
    }

    private TrustVote vote(Pairing pairing, Subject who, @Nullable DeviceTraits traits, Access asked) {
        return policy.vote(new TrustRequest(who, device(1), traits, Given.REMOTE, asked), known(pairing));
    }

    private static Pairings known(Pairing pairing) {
        return new Pairings(pairing, new Pairing.Unpaired(), new Pairing.Unpaired());
    }

    private static Pairing paired(Access access, Subject holder, @Nullable DeviceTraits traits) {
        return new Pairing.Paired(
                access,
                ManualClock.NOON,
                Set.of(),
                holder instanceof Subject.Authenticated who ? who.id() : null,
                traits);
    }

    private static DeviceTraits traits(String platform, String family) {
        return new DeviceTraits(platform, family, "other name", "cli", "cli");
    }

    private static AskPairing asks(PairingReason why) {
        return new AskPairing(OWNER, why);
    }
}
