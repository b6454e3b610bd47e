package dev.missioncontrol.auth.internal.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.ManualClock;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingSignInsTest {

    private final ManualClock clock = new ManualClock();
    private final PendingSignIns pending = new PendingSignIns(clock);
    private final PendingSignIn begun =
            new PendingSignIn(digest("browser"), Secret.of("nonce"), Secret.of("verifier"), "/");

    @Test
    void take_whenPut_handsItOutOnce() {
        pending.put(digest("a"), begun);

        assertThat(pending.take(digest("b"))).isEmpty();
        assertThat(pending.take(digest("a"))).contains(begun);
        assertThat(pending.take(digest("a"))).isEmpty();
    }

    @Test
    void take_whenTenMinutesAreOver_isEmpty() {
        pending.put(digest("a"), begun);
        clock.pass(PendingSignIns.LIFE);

        assertThat(pending.take(digest("a"))).isEmpty();
    }

    @Test
    void put_whenTooManyWait_refusesUntilTheOldestIsOverAndDropsNone() {
        for (int i = 0; i < PendingSignIns.MOST; i++) {
            assertThat(pending.put(digest("state" + i), begun)).isEmpty();
        }
        clock.pass(Duration.ofMinutes(1));

        assertThat(pending.put(digest("late"), begun)).contains(PendingSignIns.LIFE.minusMinutes(1));

        assertThat(pending.take(digest("late"))).isEmpty();
        assertThat(pending.take(digest("state0"))).contains(begun);
        assertThat(pending.put(digest("instead"), begun)).isEmpty();
        assertThat(pending.put(digest("late"), begun)).isPresent();
        clock.pass(PendingSignIns.LIFE.minusMinutes(1));
        assertThat(pending.put(digest("late"), begun)).isEmpty();
    }

    @Test
    void begun_whenPrinted_showsNoSecret() {
        assertThat(begun.toString()).doesNotContain("nonce=nonce", "verifier=verifier");
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
