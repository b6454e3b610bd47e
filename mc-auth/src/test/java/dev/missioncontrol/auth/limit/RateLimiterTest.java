package dev.missioncontrol.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.core.net.Cidr;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final ManualClock clock = new ManualClock();
    private final RateLimiter<String> limiter = new RateLimiter<>(Rate.perMinute(5), 100, clock::nanos);

    @Test
    void take_whenTheBucketIsEmpty_saysWhenToComeAgain() {
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.take("a")).isEqualTo(new Allowance.Allowed());
        }

        assertThat(limiter.take("a")).isEqualTo(new Allowance.Throttled(Duration.ofSeconds(12)));
        clock.pass(Duration.ofSeconds(11));
        assertThat(limiter.take("a")).isEqualTo(new Allowance.Throttled(Duration.ofSeconds(1)));
        clock.pass(Duration.ofSeconds(1));
        assertThat(limiter.take("a")).isEqualTo(new Allowance.Allowed());
        assertThat(limiter.take("a")).isInstanceOf(Allowance.Throttled.class);
        assertThat(limiter.take("b")).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void take_whenTriedWithoutPause_letsNoMoreThanTheRateAndTheBurstThrough() {
        int passed = 0;
        for (int second = 0; second < 600; second++) {
            if (limiter.take("a") instanceof Allowance.Allowed) {
                passed++;
            }
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(passed).isBetween(50, 55);
    }

    @Test
    void take_whenFloodedWithKeys_staysBoundedAndKeepsTheVictimsCount() {
        for (int i = 0; i < 5; i++) {
            limiter.take("victim");
        }
        int shared = 0;
        for (int i = 0; i < 10_000; i++) {
            if (limiter.take("flood " + i) instanceof Allowance.Allowed) {
                shared++;
            }
        }

        assertThat(limiter.size()).isEqualTo(100);
        assertThat(shared).as("99 of their own and 5 of the shared bucket").isEqualTo(104);
        assertThat(limiter.take("victim")).isInstanceOf(Allowance.Throttled.class);
        clock.pass(Duration.ofMinutes(1));
        limiter.take("later");
        assertThat(limiter.size()).as("full buckets are forgotten").isLessThan(100);
    }

    @Test
    void forget_whenTheKeyWasEmpty_fillsItAgain() {
        for (int i = 0; i < 6; i++) {
            limiter.take("a");
        }
        limiter.forget("a");

        assertThat(limiter.take("a")).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void network_ofIpv6_isTheSlash64() {
        assertThat(network("2001:db8:1:2:3::4")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::")).isNotEqualTo(network("2001:db8:1:3::"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
        assertThat(network("192.0.2.1")).isEqualTo(network("::ffff:192.0.2.1"));
    }

    @Test
    void throttle_whenOneNetworkTriesManyAccounts_stopsTheNetwork() {
        LoginThrottle throttle = new LoginThrottle(clock::nanos);
        for (int i = 0; i < 60; i++) {
            assertThat(throttle.take(
                            "user" + i,
                            Cidr.of("2001:db8::" + Integer.toHexString(i + 1)).network()))
                    .isEqualTo(new Allowance.Allowed());
        }

        assertThat(throttle.take("fresh", Cidr.of("2001:db8::ffff").network())).isInstanceOf(Allowance.Throttled.class);
        assertThat(throttle.take("user1", Cidr.of("192.0.2.1").network())).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void rate_whenItMeansNothing_isRefused() {
        assertThatThrownBy(() -> Rate.perMinute(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Network network(String address) {
        return Network.of(Cidr.of(address).network());
    }
}
