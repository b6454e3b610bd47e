package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
    private static final long PATIENCE_SECONDS = 20;

    private final List<String> done = new CopyOnWriteArrayList<>();
    private Runnable whilePausing = () -> {};
    private final EventBacklog backlog = new EventBacklog();
    private final GatewaySocket socket = new GatewaySocket() {
        @Override
        public void send(ByteBuffer utf8, Part part) {
            done.add("send");
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void pauseReading() {
            whilePausing.run();
            done.add("pause");
        }

        @Override
        public void resumeReading() {
            done.add("resume");
        }

        @Override
        public void close(int code, String reason) {
            done.add("close");
        }
    };

    @Test
    void reading_whenTooManyEventsWait_pausesOnceAndResumesAtHalf() {
        backlog.attach(socket);
        for (int i = 0; i < 2 * EventBacklog.MOST_EVENTS; i++) {
            backlog.add(1);
        }
        assertThat(done).containsExactly("pause");
        for (int i = 0; i < 3 * EventBacklog.MOST_EVENTS / 2 - 1; i++) {
            backlog.done(1);
        }
        assertThat(done).containsExactly("pause");
        backlog.done(1);

        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void reading_whenLongEventsWait_pausesToo() {
        backlog.attach(socket);
        backlog.add(5 * 1024 * 1024);
        backlog.done(5 * 1024 * 1024);

        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void reading_whenTheSocketComesLate_pausesWithTheNextEvent() {
        for (int i = 0; i <= EventBacklog.MOST_EVENTS; i++) {
            backlog.add(1);
        }
        backlog.attach(socket);
        backlog.add(1);

        assertThat(done).containsExactly("pause");
    }

    @Test
    void reading_whenTheLoopCatchesUpWhilePausing_isResumedLast() throws Exception {
        CompletableFuture<Void> caughtUp = new CompletableFuture<>();
        Thread loop = new Thread(() -> {
            backlog.done(5 * 1024 * 1024);
            caughtUp.complete(null);
        });
        whilePausing = () -> {
            loop.start();
            giveChanceTo(caughtUp);
        };
        backlog.attach(socket);
        backlog.add(5 * 1024 * 1024);
        caughtUp.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(done).containsExactly("pause", "resume");
    }

    /** Waits until it happens, or would have happened if nothing held it back. */
    private static void giveChanceTo(CompletableFuture<Void> event) {
        try {
            event.get(200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException heldBack) {
            assertThat(event).isNotDone();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
