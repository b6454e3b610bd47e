package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that are closed: often, at any moment, from any thread. */
class EndOfLifeTest extends ClientScene {
    private static final int WARM_UP = 20;

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateway-"))
                .count();
    }

    /** By reflection: the module under test does not read java.management. */
    private static int loadedClasses() throws ReflectiveOperationException {
        Object classes = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getClassLoadingMXBean")
                .invoke(null);
        return (int) Class.forName("java.lang.management.ClassLoadingMXBean")
                .getMethod("getLoadedClassCount")
                .invoke(classes);
    }

    /** Threads end a moment after they were told to: waits on the threads themselves. */
    private static void awaitClientThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("gateway-")) {
                thread.join(5_000);
            }
        }
    }

    @Test
    void cycles_whenTwoHundred_leaveNoThreadAndNoClassBehind() throws Exception {
        int classes = 0;
        for (int i = 0; i < WARM_UP + 200; i++) {
            if (i == WARM_UP) {
                awaitClientThreads();
                classes = loadedClasses();
            }
            try (GatewayClient one = builder().build()) {
                one.start();
                ScriptedGateway.welcome(server.accept(), "dt-1");
                assertThat(one.awaitReady(SOON)).isTrue();
            }
        }
        awaitClientThreads();

        assertThat(clientThreads()).isZero();
        assertThat(loadedClasses()).as("what one more cycle loads is nothing").isLessThan(classes + 100);
    }

    @Test
    void close_whenByManyThreadsAtAnyMoment_isFinalAndBreaksNothing() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            try (ScriptedServer own = new ScriptedServer()) {
                GatewayClient one = GatewayClient.builder(own.uri(), identity).build();
                one.start();
                bringTo(random.nextInt(4), one, own);
                closeFromFourThreads(one);

                assertThat(one.state()).isEqualTo(new GatewayState.Closed(CloseReason.REQUESTED));
            }
        }
    }

    private static void bringTo(int moment, GatewayClient one, ScriptedServer own) throws InterruptedException {
        if (moment == 0) {
            return;
        }
        ScriptedPeer peer = own.accept();
        if (moment > 1) {
            ScriptedGateway.welcome(peer, "dt-1");
        }
        if (moment > 2) {
            one.call("health", "{}", SOON);
        }
    }

    private static void closeFromFourThreads(GatewayClient one) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> closings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closings.add(CompletableFuture.runAsync(() -> {
                awaitQuietly(go);
                one.close();
            }));
        }
        go.countDown();
        for (CompletableFuture<Void> closing : closings) {
            closing.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void close_whenFromAListener_isDone() throws Exception {
        CompletableFuture<GatewayClient> self = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        GatewayClient one = builder()
                .listener(new GatewayListener() {
                    @Override
                    public void onState(GatewayState from, GatewayState to) {
                        if (to instanceof GatewayState.Ready) {
                            self.join().close();
                        } else if (to instanceof GatewayState.Closed) {
                            closed.countDown();
                        }
                    }
                })
                .build();
        self.complete(one);
        one.start();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.welcome(peer, "dt-1");

        assertThat(peer.closeCode()).isEqualTo(1000);
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void close_whenFromWhatDependsOnAReply_isDone() throws Exception {
        ScriptedPeer peer = ready();
        CompletableFuture<Void> closed =
                client.call("health", "{}", SOON).thenRun(client::close).toCompletableFuture();
        peer.vanish();

        closed.get(5, TimeUnit.SECONDS);
        assertThat(client.state()).isEqualTo(new GatewayState.Closed(CloseReason.REQUESTED));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
