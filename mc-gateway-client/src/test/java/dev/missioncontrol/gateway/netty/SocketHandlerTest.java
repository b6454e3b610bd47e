package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handlers behind the upgrade, without a socket. */
class SocketHandlerTest {
    private final RecordingSink sink = new RecordingSink();
    private final CompletableFuture<NettySocket> opened = new CompletableFuture<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void setUp() {
        channel.pipeline().addLast(new PieceEncoder()).addLast(new SocketHandler(sink, opened));
        channel.pipeline().fireUserEventTriggered(ClientHandshakeStateEvent.HANDSHAKE_COMPLETE);
    }

    private GatewaySocket socket() {
        return opened.join();
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static TextPiece piece(String text, Part part) {
        return new TextPiece(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), part);
    }

    private void drop(Object message) {
        assertThat(message).isInstanceOf(WebSocketFrame.class);
        ((WebSocketFrame) message).release();
    }

    @Test
    void pieces_whenSent_becomeOneTextFrameAndContinuations() {
        ByteBuffer first = utf8("ab");
        socket().send(first, Part.CONTINUES);
        socket().send(utf8(""), Part.CONTINUES);
        socket().send(utf8("c"), Part.ENDS);
        socket().send(utf8("d"), Part.ENDS);
        channel.runPendingTasks();

        TextWebSocketFrame start = channel.readOutbound();
        ContinuationWebSocketFrame middle = channel.readOutbound();
        ContinuationWebSocketFrame end = channel.readOutbound();
        TextWebSocketFrame next = channel.readOutbound();
        assertThat(start.text()).isEqualTo("ab");
        assertThat(start.isFinalFragment()).isFalse();
        assertThat(middle.isFinalFragment()).isFalse();
        assertThat(end.isFinalFragment()).isTrue();
        assertThat(next.text()).isEqualTo("d");
        assertThat(first.remaining()).as("the caller's buffer is left alone").isEqualTo(2);
        drop(start);
        drop(middle);
        drop(end);
        drop(next);
    }

    @Test
    void pieces_whenRead_reachTheSinkAndAreReleased() throws Exception {
        TextPiece first = piece("{\"a\":", Part.CONTINUES);
        channel.writeInbound(first, piece("1}", Part.ENDS));

        assertThat(sink.next()).isEqualTo("{\"a\":1}");
        assertThat(first.refCnt()).isZero();
    }

    @Test
    void fault_whenTold_reachesTheSinkOnceAndIsAnswered() throws Exception {
        channel.writeInbound(new WireFault(1007), new WireFault(1002), piece("late", Part.ENDS));

        assertClosedWith(1007);
        assertThat(sink.faults()).containsExactly(1007);
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void frames_whenBehindOurClose_areDropped() throws Exception {
        socket().close(1000, "");
        channel.runPendingTasks();
        channel.writeInbound(piece("late", Part.ENDS));
        channel.close();

        assertThat(sink.isEmpty()).isTrue();
        assertThat(sink.closeCode()).isEqualTo(1000);
    }

    @Test
    void closeFrame_whenReceived_isEchoedAndReportedOnce() throws Exception {
        channel.writeInbound(new CloseFrame(1012, "service restart"));

        assertClosedWith(1012);
        assertThat(channel.isActive()).isFalse();
        assertThat(sink.closeCode()).isEqualTo(1012);
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void closeFrame_whenWithoutCode_is1005() throws Exception {
        channel.writeInbound(new CloseFrame(1005, ""));

        assertThat(sink.closeCode()).isEqualTo(1005);
        channel.releaseOutbound();
    }

    @Test
    void close_whenThePeerNeverAnswers_cutsTheChannelAfterTwoSeconds() throws Exception {
        socket().close(1000, "");
        channel.runPendingTasks();
        channel.advanceTimeBy(1_900, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isActive()).isTrue();
        channel.advanceTimeBy(200, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isActive()).isFalse();
        assertThat(sink.closeCode()).isEqualTo(1000);
        channel.releaseOutbound();
    }

    @Test
    void sends_whenClosed_doNothing() {
        channel.close();
        socket().send(utf8("late"), Part.ENDS);
        socket().close(1000, "");
        channel.runPendingTasks();

        assertThat(channel.outboundMessages()).isEmpty();
    }

    private void assertClosedWith(int code) {
        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(code);
        drop(close);
    }
}
