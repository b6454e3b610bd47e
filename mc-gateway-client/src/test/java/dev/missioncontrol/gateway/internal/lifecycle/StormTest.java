package dev.missioncontrol.gateway.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five hundred clients of one gateway that restarts, on values: who connects when it is back? */
class StormTest {
    private static final int CLIENTS = 500;
    private static final Instant T = Instant.parse("2026-11-20T12:00:00Z");

    private final Map<Long, Integer> connects = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "16, 0, 1",
        "16, 1, 2",
        "16, 2, 3",
        "20, 0, 4",
        "20, 2, 5",
        "20, 4, 6",
        "25, 6, 7",
        "25, 8, 8",
        "25, 10, 9"
    })
    void clients_whenTheGatewayRestarts_comeBackByFewerThanFiftyASecond(int spread, int awaySeconds, long seed) {
        LifeCycle cycle = new LifeCycle(Duration.ofMinutes(1), Duration.ofSeconds(spread));
        Random random = new Random(seed);
        Instant back = T.plusSeconds(awaySeconds);
        for (int i = 0; i < CLIENTS; i++) {
            comeBack(cycle, random, back);
        }

        assertThat(Collections.max(connects.values())).isLessThan(50);
        assertThat(connects.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CLIENTS);
    }

    private void comeBack(LifeCycle cycle, Random random, Instant back) {
        Life life = new Life.Online(
                1, 0, T.minusSeconds(90), Access.operator(Scope.READ), "x", Duration.ofSeconds(30), null);
        Input input = new Input.Lost(1, CloseReason.GATEWAY_RESTARTING);
        Instant now = T;
        while (true) {
            Life.Resting resting = (Life.Resting) cycle.step(life, input, new Moment(now, random.nextDouble()))
                    .life();
            now = resting.until();
            if (!now.isBefore(back)) {
                connects.merge(now.getEpochSecond(), 1, Integer::sum);
                return;
            }
            life = cycle.step(resting, new Input.Alarm(Instant.MIN), new Moment(now, 0))
                    .life();
            input = new Input.Lost(life.link(), CloseReason.UNREACHABLE);
        }
    }
}
