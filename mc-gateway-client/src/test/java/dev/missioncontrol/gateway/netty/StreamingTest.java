package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a slow side does to a fast one, over real sockets. */
class StreamingTest {
    private static final int BIG = 20 * 1024 * 1024;

    private final ScriptedServer server = new ScriptedServer();
    private final NettyTransport transport = NettyTransport.builder()
            .messageDeadline(Duration.ofMillis(600))
            .writeDeadline(Duration.ofMillis(300))
            .build();

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    /** Counts bytes and pauses as soon as there are any. */
    private static final class PausingSink implements FrameSink {
        private final CompletableFuture<GatewaySocket> socket = new CompletableFuture<>();
        private final AtomicLong bytes = new AtomicLong();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean pausing = true;
        private volatile int longest;

        @Override
        public void onText(ByteBuffer utf8, Part part) {
            longest = Math.max(longest, utf8.remaining());
            bytes.addAndGet(utf8.remaining());
            if (pausing) {
                socket.join().pauseReading();
            }
            begun.countDown();
            if (part == Part.ENDS) {
                ended.countDown();
            }
        }

        @Override
        public void onClosed(int code, String reason) {}
    }

    @Test
    void frame_whenTheReaderPausesInsideIt_staysWithTheSender() throws Exception {
        PausingSink sink = new PausingSink();
        GatewaySocket socket = transport
                .open(server.uri(), Map.of(), sink)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        sink.socket.complete(socket);
        server.accept().write(new TextWebSocketFrame(Unpooled.wrappedBuffer(new byte[BIG])));
        assertThat(sink.begun.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(sink.ended.await(1_500, TimeUnit.MILLISECONDS))
                .as("paused, for longer than a message may take")
                .isFalse();
        assertThat(sink.bytes.get()).isLessThan(1024 * 1024);

        sink.pausing = false;
        socket.resumeReading();
        assertThat(sink.ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(sink.bytes).hasValue(BIG);
        assertThat(sink.longest).as("no frame is gathered").isLessThan(1024 * 1024);
    }

    @Test
    void message_whenItNeverEnds_isCutAtItsDeadline() throws Exception {
        RecordingSink sink = new RecordingSink();
        transport.open(server.uri(), Map.of(), sink).toCompletableFuture().get(5, TimeUnit.SECONDS);
        ScriptedPeer peer = server.accept();
        peer.writeRaw(new byte[] {(byte) 0x81, 5, 'a', 'b'});

        assertThat(peer.closeCode()).isEqualTo(1008);
        assertThat(sink.closeCode()).isEqualTo(1008);
        assertThat(sink.faults()).containsExactly(1008);
    }

    @Test
    void peer_whenItTakesNothing_isCut() throws Exception {
        RecordingSink sink = new RecordingSink();
        GatewaySocket socket = transport
                .open(server.uri(), Map.of(), sink)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        server.accept().stopReading();
        socket.send(ByteBuffer.wrap(new byte[16 * 1024 * 1024]), Part.ENDS);

        assertThat(sink.closeCode()).isEqualTo(1006);
    }

    @Test
    void peer_whenItOnlyTakesLittle_isNotCut() throws Exception {
        GatewaySocket socket = transport
                .open(server.uri(), Map.of(), new RecordingSink())
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        ScriptedPeer peer = server.accept();
        socket.send(ByteBuffer.wrap(new byte[8 * 1024 * 1024]), Part.ENDS);

        assertThat(peer.receive()).hasSize(8 * 1024 * 1024);
    }
}
