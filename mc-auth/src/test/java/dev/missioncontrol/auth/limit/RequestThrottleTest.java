package dev.missioncontrol.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.core.net.IpLiteral;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestThrottleTest {

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({"READ,120", "MUTATION,60", "HEAVY,10", "SOCKET,60", "PROBE,600"})
    void take_whenAMinuteIsFull_waitsForThatKindAndNetworkAlone(Workload workload, int perMinute) {
        RequestThrottle throttle = new RequestThrottle(clock::nanos);
        for (int i = 0; i < perMinute; i++) {
            assertThat(throttle.take(workload, address("2001:db8::" + (i + 1)))).isEqualTo(new Allowance.Allowed());
        }

        assertThat(throttle.take(workload, address("2001:db8::1")))
                .isEqualTo(new Allowance.Throttled(Duration.ofMinutes(1).dividedBy(perMinute)));
        assertThat(throttle.take(workload, address("2001:db8:0:1::1"))).isEqualTo(new Allowance.Allowed());
        Workload other = workload == Workload.READ ? Workload.MUTATION : Workload.READ;
        assertThat(throttle.take(other, address("2001:db8::1"))).isEqualTo(new Allowance.Allowed());
    }

    @Test
    void take_whenARateIsOnesOwn_countsByIt() {
        RequestThrottle throttle = new RequestThrottle(Map.of(Workload.HEAVY, Rate.perMinute(1)), clock::nanos);

        assertThat(throttle.take(Workload.HEAVY, address("192.0.2.1"))).isEqualTo(new Allowance.Allowed());
        assertThat(throttle.take(Workload.HEAVY, address("192.0.2.1"))).isInstanceOf(Allowance.Throttled.class);
    }

    @Test
    void take_whenTheNetworksOfOneSiteRotate_boundsThemTogether() {
        RequestThrottle throttle = new RequestThrottle(clock::nanos);
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            InetAddress from = address("2001:db8:1:" + Integer.toHexString(i) + "::1");
            passed += throttle.take(Workload.HEAVY, from) instanceof Allowance.Allowed ? 1 : 0;
        }

        assertThat(passed).isEqualTo(40);
        assertThat(throttle.take(Workload.HEAVY, address("2001:db8:2::1"))).isEqualTo(new Allowance.Allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,READ",
        "HEAD,READ",
        "OPTIONS,READ",
        "POST,MUTATION",
        "DELETE,MUTATION",
        "get,MUTATION",
        "X,MUTATION"
    })
    void workload_ofAMethod_isAReadOnlyForTheSafeOnes(String method, Workload workload) {
        assertThat(Workload.of(method)).isEqualTo(workload);
    }

    private static InetAddress address(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }
}
