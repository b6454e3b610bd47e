package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Refusals;
import dev.missioncontrol.relay.internal.wire.WireError;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AppointmentsTest {
    private static final Refusal AWAY = Refusals.unavailable("RELAY_GATEWAY_UNAVAILABLE", "away");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Appointments appointments = new Appointments(now::get);

    @Test
    void thousand_clients_turned_away_at_once_are_told_to_come_back_by_fewer_than_fifty_a_second() {
        Map<Long, Integer> bySecond = new HashMap<>();
        LongStream.generate(this::waitMs).limit(1_000).forEach(wait -> bySecond.merge(wait / 1_000, 1, Integer::sum));
        assertThat(bySecond).doesNotContainKey(0L);
        assertThat(Collections.max(bySecond.values())).isLessThanOrEqualTo(50);
        assertThat(Collections.max(bySecond.keySet())).isLessThanOrEqualTo(30);
    }

    @Test
    void client_turned_away_again_and_again_alone_waits_as_long_as_the_refusal_says() {
        for (int i = 0; i < 100; i++) {
            assertThat(waitMs()).isEqualTo(1_000);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void refusal_that_invites_nobody_back_stays_as_it_is() {
        Refusal malformed = Refusals.malformed("no");
        Refusal limited = new Refusal(
                WireError.of("INVALID_REQUEST", "too many").retryAfter(Duration.ofSeconds(60)), 1008, "too many");
        waitMs();
        assertThat(appointments.arrange(malformed)).isSameAs(malformed);
        assertThat(appointments.arrange(limited)).isSameAs(limited);
    }

    private long waitMs() {
        return Objects.requireNonNull(appointments.arrange(AWAY).error().retryAfter())
                .toMillis();
    }
}
