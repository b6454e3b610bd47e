package dev.missioncontrol.gateway.scripted;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server's end of one socket, in a test's hands. */
@SuppressWarnings("FutureReturnValueIgnored") // a test sees what did not happen
public final class ScriptedPeer extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Consumer<ScriptedPeer> whenUp;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> pong = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private volatile @Nullable ChannelHandlerContext context;

    ScriptedPeer(Consumer<ScriptedPeer> whenUp) {
        this.whenUp = whenUp;
    }

    /** The next text message; fails after five seconds. */
    public String receive() throws InterruptedException {
        return Objects.requireNonNull(received.poll(5, TimeUnit.SECONDS), "nothing was received");
    }

    /** Tells whether no whole message came that was not looked at. */
    public boolean hasReceivedNothing() {
        return received.isEmpty();
    }

    /** Sends a text message in one frame. */
    public void send(String text) {
        write(new TextWebSocketFrame(text));
    }

    /** Sends a text message in frames of {@code size} bytes, which may split characters. */
    public void sendInPieces(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            boolean ends = from + size >= bytes.length;
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            write(
                    from == 0
                            ? new TextWebSocketFrame(ends, 0, Unpooled.wrappedBuffer(piece))
                            : new ContinuationWebSocketFrame(ends, 0, Unpooled.wrappedBuffer(piece)));
        }
    }

    /** Sends a frame as it is. */
    public void write(WebSocketFrame frame) {
        here().writeAndFlush(frame);
    }

    /** Sends bytes that are no frame, or only a part of one. */
    public void writeRaw(byte[] bytes) {
        here().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** Reads nothing more, as a peer that is gone without a word. */
    public void stopReading() {
        here().channel().config().setAutoRead(false);
    }

    /** Sends a binary frame. */
    public void sendBinary(String text) {
        write(new BinaryWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    /** Pings and waits for the pong. */
    public void ping() throws Exception {
        write(new PingWebSocketFrame());
        pong.get(5, TimeUnit.SECONDS);
    }

    /** Sends a close frame; the connection goes when the other side answers it. */
    public void close(int code, String reason) {
        write(new CloseWebSocketFrame(code, reason));
    }

    /** Cuts the connection without a word. */
    public void vanish() {
        here().close();
    }

    /** The close code that the other side sent; 1006 if it left without one. */
    public int closeCode() throws Exception {
        return closed.get(5, TimeUnit.SECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete) {
            this.context = context;
            whenUp.accept(this);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            closed.complete(close.statusCode());
            context.close();
        } else if (frame instanceof PongWebSocketFrame) {
            pong.complete(null);
        } else {
            message.append(frame.content().toString(StandardCharsets.UTF_8));
            if (frame.isFinalFragment()) {
                received.add(message.toString());
                message.setLength(0);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed.complete(1006);
    }

    private ChannelHandlerContext here() {
        return Objects.requireNonNull(context, "not open");
    }
}
