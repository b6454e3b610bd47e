package dev.missioncontrol.auth.internal.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.fixture.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void count_whenTheSameComesAgain_isDueOnceAMinuteForAllOfThem() {
        Tally<String> tally = Tally.boundingRecords(8, clock::nanos);

        assertThat(tally.count("a")).hasValue(1);
        for (int i = 0; i < 40; i++) {
            assertThat(tally.count("a")).isEmpty();
        }
        assertThat(tally.count("b")).hasValue(1);
        clock.pass(Duration.ofMinutes(1));

        assertThat(tally.count("a")).hasValue(41);
    }

    @Test
    void count_whenRecordsAreBounded_countsTheRestWithALaterOne() {
        Tally<Integer> tally = Tally.boundingRecords(8, clock::nanos);
        int recorded = 0;
        for (int i = 0; i < 1_000; i++) {
            recorded += tally.count(i).orElse(0);
        }
        assertThat(recorded).isEqualTo(8);
        assertThat(tally.size()).isEqualTo(8);
        clock.pass(Duration.ofMinutes(1));

        assertThat(tally.count(-1)).hasValue(993);
    }

    @Test
    void count_whenAllThatIsNewShallShow_isDueEachTimeAndStaysBounded() {
        Tally<Integer> tally = Tally.showingAllThatIsNew(8, clock::nanos);
        for (int i = 0; i < 1_000; i++) {
            assertThat(tally.count(i)).hasValue(1);
        }

        assertThat(tally.size()).isEqualTo(8);
        assertThat(tally.count(999)).isEmpty();
    }
}
