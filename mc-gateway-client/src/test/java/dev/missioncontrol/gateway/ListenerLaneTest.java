package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** One listener's lane, on a thread that runs when the test says so. */
class ListenerLaneTest {
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final ListenerLane lane = new ListenerLane(
            new GatewayListener() {
                @Override
                public void onState(GatewayState from, GatewayState to) {
                    heard.add("state");
                }

                @Override
                public void onEvent(String name, String payloadJson) {
                    heard.add(name);
                    if (name.equals("bad")) {
                        throw new IllegalStateException("broken");
                    }
                }

                @Override
                public void onGap(long expected, long received) {
                    heard.add("gap " + expected + " " + received);
                }
            },
            thread::add);

    private void runAll() {
        for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
            task.run();
        }
    }

    private void state() {
        lane.tell(listener -> listener.onState(new GatewayState.Idle(), new GatewayState.Connecting()));
    }

    @Test
    void calls_whenTold_comeInOrderAndOneThatThrowsStopsNobody() {
        state();
        lane.event("bad", "{}", 1);
        lane.event("b", "{}", 2);
        assertThat(thread).as("one task at a time").hasSize(1);
        runAll();

        assertThat(heard).containsExactly("state", "bad", "b");
    }

    @Test
    void events_whenTooMany_cutTheListenerOffUntilItHasHeardSo() {
        lane.event("targeted", "{}", 0);
        for (int seq = 5; seq < 5 + 2 * ListenerLane.MOST_EVENTS; seq++) {
            lane.event("e", "{}", seq);
            if (seq == 7) {
                state();
            }
        }
        runAll();
        assertThat(heard).containsExactly("state", "gap 5 0");

        lane.event("after", "{}", 30_000);
        runAll();
        assertThat(heard).endsWith("after").hasSize(3);
    }

    @Test
    void events_whenTooLong_cutTheListenerOffToo() {
        String payload = "x".repeat(1024 * 1024);
        for (int seq = 1; seq <= 17; seq++) {
            lane.event("e", payload, seq);
        }
        runAll();

        assertThat(heard).containsExactly("gap 1 0");
    }

    @Test
    void states_whenVeryMany_keepTheNewestAndTheNotice() {
        for (int seq = 1; seq <= ListenerLane.MOST_EVENTS + 1; seq++) {
            lane.event("e", "{}", seq);
        }
        for (int i = 0; i < 3 * ListenerLane.MOST_OTHERS; i++) {
            state();
        }
        runAll();
        lane.event("after", "{}", 1);
        runAll();

        assertThat(heard).startsWith("gap 1 0").endsWith("after").hasSize(ListenerLane.MOST_OTHERS + 1);
    }
}
