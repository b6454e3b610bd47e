package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.LAPTOP;
import static dev.missioncontrol.trust.Given.alice;
import static dev.missioncontrol.trust.Given.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingCapsTest {
    private static final TrustDecision FULL = new Denied(DenyReason.TOO_MANY_PENDING);
    private final House house = new House(TrustPolicies.perDevice(), settings -> settings.mostPending(6, 4, 2));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void oneAddress_hasRoomForItsShareOnly() {
        assertThat(ask(1, "192.0.2.7")).isInstanceOf(PairingRequired.class);
        assertThat(ask(2, "192.0.2.7")).isInstanceOf(PairingRequired.class);
        assertThat(ask(3, "192.0.2.7")).isEqualTo(FULL);
        assertThat(ask(3, "192.0.2.8")).isInstanceOf(PairingRequired.class);
    }

    @Test
    void oneDevice_thatAsksAgain_needsNoFurtherRoom() {
        ask(1, "192.0.2.7");
        ask(2, "192.0.2.7");

        assertThat(ask(1, "192.0.2.7")).isInstanceOf(PairingRequired.class);
    }

    @Test
    void oneNetwork_hasRoomForItsShareOnly() {
        for (int host = 1; host <= 4; host++) {
            assertThat(ask(host, "192.0.2." + host)).isInstanceOf(PairingRequired.class);
        }
        assertThat(ask(5, "192.0.2.200")).isEqualTo(FULL);
        assertThat(ask(5, "192.0.3.200")).isInstanceOf(PairingRequired.class);
    }

    @Test
    void oneIpv6Subscriber_isOneNetwork() {
        for (int host = 1; host <= 4; host++) {
            assertThat(ask(host, "2001:db8:1:2::" + host)).isInstanceOf(PairingRequired.class);
        }
        assertThat(ask(5, "2001:db8:1:2:ffff::9")).isEqualTo(FULL);
        assertThat(ask(5, "2001:db8:1:3::9")).isInstanceOf(PairingRequired.class);
    }

    @Test
    void everybody_whenThereIsNoRoomInAll_waits() {
        fill();

        assertThat(ask(7, "198.51.100.1")).isEqualTo(FULL);
    }

    @Test
    void signedInPerson_whenThereIsNoRoomInAll_takesThePlaceOfTheOldestNobodyKnows() {
        fill();

        assertThat(ask(alice(), 7, "198.51.100.1")).isInstanceOf(PairingRequired.class);
        assertThat(house.store.allPending())
                .hasSize(6)
                .extracting(PendingPairing::device)
                .doesNotContain(device(1).id())
                .contains(device(2).id(), device(7).id());
    }

    @Test
    void preview_whenThereIsNoRoom_takesNobodysPlace() {
        fill();

        house.engine.preview(request(alice(), 7, "198.51.100.1"));

        assertThat(house.store.allPending())
                .extracting(PendingPairing::device)
                .contains(device(1).id());
    }

    @Test
    void request_keepsTheAddressItCameFrom() {
        ask(1, "192.0.2.7");

        assertThat(house.store.allPending().get(0).address())
                .isEqualTo(Cidr.of("192.0.2.7").network());
        assertThat(house.lastRecord().event().detail()).containsEntry("address", "192.0.2.7");
    }

    @Test
    void caps_withoutRoomForOne_areRefused() {
        assertThatThrownBy(() -> TrustEngine.builder(TrustPolicies.perDevice(), house.store, house.unit)
                        .mostPending(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void fill() {
        for (int host = 1; host <= 6; host++) {
            ask(host, "192.0." + host + ".1");
        }
    }

    private TrustDecision ask(int seed, String from) {
        return ask(Subject.anonymous(), seed, from);
    }

    private TrustDecision ask(Subject subject, int seed, String from) {
        return house.engine.decide(request(subject, seed, from));
    }

    private static TrustRequest request(Subject subject, int seed, String from) {
        Peer peer = new Peer.Direct(Cidr.of(from).network());
        return new TrustRequest(subject, device(seed), LAPTOP, peer, Access.operator(Scope.READ));
    }
}
