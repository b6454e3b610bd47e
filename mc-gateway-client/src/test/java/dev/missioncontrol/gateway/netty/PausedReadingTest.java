package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading is paused by one thread and resumed by another. */
class PausedReadingTest {
    private static final long PATIENCE_SECONDS = 20;

    private final ScriptedServer server = new ScriptedServer();
    private final NettyTransport transport = NettyTransport.builder().build();
    private final CompletableFuture<GatewaySocket> socket = new CompletableFuture<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> paused = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    @Test
    void reading_whenTheLoopResumesItBehindAnotherThreadsPause_goesOn() throws Exception {
        socket.complete(transport
                .open(server.uri(), Map.of(), new ResumingSink())
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        ScriptedPeer peer = server.accept();
        peer.send("first");
        first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.join().pauseReading();
        paused.complete(null);
        peer.send("second");

        assertThat(second).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Holds the loop at the first message until reading is paused, and resumes it at once. */
    private final class ResumingSink implements FrameSink {
        @Override
        public void onText(ByteBuffer utf8, Part part) {
            if (first.complete(null)) {
                paused.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
                socket.join().resumeReading();
            } else {
                second.complete(null);
            }
        }

        @Override
        public void onClosed(int code, String reason) {
            second.completeExceptionally(new AssertionError("closed with " + code));
        }
    }
}
