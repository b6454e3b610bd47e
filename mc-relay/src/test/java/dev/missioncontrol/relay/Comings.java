package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the clients that come to a relay, go, and are turned away. */
final class Comings implements RelayListener {
    private static final long PATIENCE_SECONDS = 120;

    private final Semaphore connected = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);
    private final Semaphore refused = new Semaphore(0);

    /** Waits until so many more are through. */
    void awaitConnected(int clients) throws InterruptedException {
        await("connected", connected, clients);
    }

    /** Waits until so many more that were through are gone. */
    void awaitClosed(int clients) throws InterruptedException {
        await("closed", closed, clients);
    }

    /** Waits until so many more were turned away. */
    void awaitRefused(int clients) throws InterruptedException {
        await("refused", refused, clients);
    }

    /** How many were turned away that nobody has waited for. */
    int refused() {
        return refused.availablePermits();
    }

    private static void await(String what, Semaphore counted, int clients) throws InterruptedException {
        assertThat(counted.tryAcquire(clients, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%d are %s, of %d", counted.availablePermits(), what, clients)
                .isTrue();
    }

    @Override
    public void onConnected(RelayedClient client) {
        connected.release();
    }

    @Override
    public void onClosed(RelayedClient client, int code) {
        closed.release();
    }

    @Override
    public void onRefused(String code) {
        refused.release();
    }
}
