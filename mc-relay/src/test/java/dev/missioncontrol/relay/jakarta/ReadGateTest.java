package dev.missioncontrol.relay.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadGateTest {

    private final ReadGate gate = new ReadGate();

    @Test
    void await_whenOpen_goesOn() {
        gate.await();
        gate.shut();
        gate.open();
        gate.await();
    }

    @Test
    void await_whenShut_waitsUntilItOpens() throws Exception {
        gate.shut();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> through = CompletableFuture.runAsync(() -> {
            waiting.countDown();
            gate.await();
        });
        waiting.await();

        assertThat(through).isNotDone();
        gate.open();
        through.get(10, TimeUnit.SECONDS);
    }
}
