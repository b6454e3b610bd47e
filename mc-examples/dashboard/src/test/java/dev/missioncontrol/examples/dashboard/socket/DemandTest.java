package dev.missioncontrol.examples.dashboard.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DemandTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final Demand demand = new Demand();

    DemandTest() {
        demand.from(asked::incrementAndGet);
    }

    @Test
    void demand_whenReading_asksOnceForEachPiece() {
        demand.next();
        demand.next();
        assertThat(asked).hasValue(2);
    }

    @Test
    void demand_whenPaused_asksWhenReadingGoesOn() {
        demand.pause();
        demand.next();
        assertThat(asked).hasValue(0);
        demand.resume();
        assertThat(asked).hasValue(1);
    }

    @Test
    void demand_whenPausedAndResumedBetweenPieces_asksNothingExtra() {
        demand.next();
        demand.pause();
        demand.resume();
        demand.resume();
        assertThat(asked).hasValue(1);
    }
}
