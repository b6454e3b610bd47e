package dev.missioncontrol.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.core.net.IpLiteral;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final InetAddress HOME = address("192.0.2.7");

    private final ManualClock clock = new ManualClock();
    private final LoginThrottle throttle = new LoginThrottle(clock::nanos);

    @Test
    void take_whenAFloodOfOtherKeysComes_keepsTheVictimsCounter() {
        exhaust("alice", HOME);

        for (int i = 0; i < 100_000; i++) {
            throttle.take("user" + i, flood(i));
        }

        assertThat(throttle.take("alice", HOME)).isInstanceOf(Allowance.Throttled.class);
    }

    @Test
    void take_whenEverybodyFloods_stillLetsAKnownUserInAtHome() {
        throttle.take("alice", HOME);
        throttle.forget("alice", HOME);

        for (int i = 0; i < 100_000; i++) {
            throttle.take("alice", flood(i));
            throttle.take("user" + i, HOME);
        }

        assertThat(throttle.take("alice", HOME)).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void take_whenOneAccountIsTriedFromEverywhere_slowsEachNetworkAndLocksNone() {
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += passed("alice", flood(i)) + passed("alice", flood(i)) + passed("alice", flood(i));
        }

        assertThat(passed).as("thirty at full pace, then one for each network").isBetween(100, 130);
        assertThat(throttle.take("alice", HOME)).isEqualTo(new Allowance.Allowed());
        assertThat(throttle.take("alice", HOME)).isInstanceOf(Allowance.Throttled.class);
        assertThat(throttle.take("bob", HOME)).isEqualTo(new Allowance.Allowed());
        clock.pass(Duration.ofMinutes(1));
        assertThat(throttle.take("alice", HOME)).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void take_whenAddressesRotateWithinOneSite_boundsThemTogether() {
        int sixes = 0;
        int fours = 0;
        for (int i = 0; i < 2_000; i++) {
            sixes += passed("a" + i, address("2001:db8:1:" + Integer.toHexString(i) + "::1"));
            fours += passed("b" + i, address("198.51.100." + i % 256));
        }

        assertThat(sixes).isEqualTo(240);
        assertThat(fours).isEqualTo(240);
        assertThat(throttle.take("x", address("2001:db8:2::1"))).isEqualTo(new Allowance.Allowed());
        assertThat(throttle.take("x", address("198.51.101.1"))).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void take_whenANarrowRuleRefuses_leavesTheWiderOnesToOthers() {
        exhaust("alice", HOME);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.take("alice", HOME)).isInstanceOf(Allowance.Throttled.class);
        }

        assertThat(passedOf(60, HOME))
                .as("sixty for the network, five of them alice's")
                .isEqualTo(55);
        assertThat(passedOf(60, address("192.0.2.8")))
                .as("of the 240 around it")
                .isEqualTo(60);
    }

    @Test
    void take_whenAWideRuleRefuses_leavesTheNarrowOnes() {
        assertThat(passedOf(60, HOME)).isEqualTo(60);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.take("alice", HOME)).isInstanceOf(Allowance.Throttled.class);
        }

        clock.pass(Duration.ofSeconds(5));

        assertThat(passed("alice", HOME) + passed("alice", HOME) + passed("alice", HOME))
                .isEqualTo(3);
    }

    @Test
    void take_whenSeveralRulesRefuse_namesTheLongestWait() {
        exhaust("alice", HOME);
        passedOf(55, HOME);

        assertThat(throttle.take("alice", HOME)).isEqualTo(new Allowance.Throttled(Duration.ofSeconds(12)));
    }

    @Test
    void take_whenAnIpv4AddressIsWrittenAsIpv6_isTheSameNetwork() {
        exhaust("alice", HOME);

        assertThat(throttle.take("alice", address("::ffff:192.0.2.7"))).isInstanceOf(Allowance.Throttled.class);
    }

    @Test
    void refusalsDue_whenManyAreRefused_isDueOnceAMinute() {
        assertThat(throttle.refusalsDue(HOME)).hasValue(1);
        for (int i = 0; i < 40; i++) {
            assertThat(throttle.refusalsDue(HOME)).isEqualTo(OptionalInt.empty());
        }
        clock.pass(Duration.ofMinutes(1));

        assertThat(throttle.refusalsDue(HOME)).hasValue(41);
        assertThat(throttle.refusalsDue(address("192.0.2.8"))).hasValue(1);
    }

    @Test
    void refusalsDue_whenNetworksFlood_countsThoseWithoutARecordOfTheirOwnIntoALaterOne() {
        int recorded = 0;
        int due = 0;
        for (int i = 0; i < 5_000; i++) {
            OptionalInt stands = throttle.refusalsDue(flood(i));
            due += stands.isPresent() ? 1 : 0;
            recorded += stands.orElse(0);
        }
        assertThat(due).isEqualTo(1_024);
        clock.pass(Duration.ofMinutes(1));

        assertThat(recorded + throttle.refusalsDue(HOME).orElse(0)).isEqualTo(5_001);
    }

    private void exhaust(String account, InetAddress from) {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take(account, from)).isEqualTo(new Allowance.Allowed());
        }
        assertThat(throttle.take(account, from)).isInstanceOf(Allowance.Throttled.class);
    }

    /** How many of so many attempts pass, each for an account of its own. */
    private int passedOf(int attempts, InetAddress from) {
        int passed = 0;
        for (int i = 0; i < attempts; i++) {
            passed += passed(from.getHostAddress() + "-" + i, from);
        }
        return passed;
    }

    private int passed(String account, InetAddress from) {
        return throttle.take(account, from) instanceof Allowance.Allowed ? 1 : 0;
    }

    private static InetAddress flood(int i) {
        return address("10." + (i >> 16 & 255) + "." + (i & 255) + "." + (i >> 8 & 255));
    }

    private static InetAddress address(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }
}
