package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.fail;

import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.spi.GatewayListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The states a client went through, to be awaited in order. */
final class States implements GatewayListener {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final BlockingQueue<GatewayState> states = new LinkedBlockingQueue<>();

    @Override
    public void onState(GatewayState from, GatewayState to) {
        states.add(to);
    }

    /** The next state of this kind; those in between are let go. */
    <S extends GatewayState> S await(Class<S> kind) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<GatewayState> passed = new ArrayList<>();
        while (true) {
            GatewayState state = next(end, passed);
            if (kind.isInstance(state)) {
                return kind.cast(state);
            }
            passed.add(state);
        }
    }

    private GatewayState next(long end, List<GatewayState> passed) {
        try {
            GatewayState state = states.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return state == null ? fail("no such state, but " + passed) : state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        }
    }
}
