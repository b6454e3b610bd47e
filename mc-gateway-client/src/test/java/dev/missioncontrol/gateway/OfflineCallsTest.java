package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OfflineCallsTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final OfflineCalls offline = new OfflineCalls(4);
    private final PendingCalls online = new PendingCalls(new Semaphore(4), () -> {});

    @Test
    void call_whenSentAndAnswered_leavesNothingBehindThoughItsTimeIsNotOver() throws Exception {
        online.open(new Nowhere(), 1_000);

        assertForgotten(settled(() -> {
            offline.send(online);
            online.settle("c1", new Reply.Result("{}"));
        }));
    }

    @Test
    void call_whenRefusedForGood_leavesNothingBehindThoughItsTimeIsNotOver() throws Exception {
        assertForgotten(settled(offline::refuseAll));
    }

    /** In a method of its own, so that no local of a test keeps the text. */
    private WeakReference<String> settled(Runnable what) throws Exception {
        String params = "{\"now\":" + System.nanoTime() + "}";
        CompletionStage<Reply> reply = offline.add("health", params, FOR_EVER);
        what.run();
        assertThat(reply.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOfAny(Reply.Result.class, Reply.Refused.class);
        return new WeakReference<>(params);
    }

    private static void assertForgotten(WeakReference<String> params) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (params.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(params.get()).isNull();
    }

    private static final class Nowhere implements GatewaySocket {
        @Override
        public void send(ByteBuffer utf8, Part part) {}

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void close(int code, String reason) {}
    }
}
