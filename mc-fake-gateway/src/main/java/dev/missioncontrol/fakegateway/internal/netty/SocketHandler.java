package dev.missioncontrol.fakegateway.internal.netty;

import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.core.Connection;
import dev.missioncontrol.fakegateway.internal.core.Limits;
import dev.missioncontrol.fakegateway.internal.core.Wire;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts fragments together, keeps the limits, answers pings, and pings itself. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
    private static final long PING_SECONDS = 25;
    private static final long LINGER_SECONDS = 2;
    private static final int TOO_BIG = 1009;

    private final Door door;
    private final Upgrade upgrade;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Connection connection;
    private int longest = Limits.BEFORE_LOGIN;
    private boolean isClosing;
    private boolean awaitsPong;

    SocketHandler(Door door, Upgrade upgrade) {
        this.door = door;
        this.upgrade = upgrade;
    }

    /** The upgrade is done. */
    void open(ChannelHandlerContext opened) {
        context = opened;
        connection = door.open(this, upgrade);
        Future<?> pings =
                opened.executor().scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        opened.channel().closeFuture().addListener(gone -> pings.cancel(false));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext read, WebSocketFrame frame) throws IOException {
        if (frame instanceof CloseWebSocketFrame close) {
            if (!isClosing) {
                read.writeAndFlush(close.retain());
            }
            read.close();
        } else if (frame instanceof PingWebSocketFrame ping) {
            read.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof PongWebSocketFrame) {
            awaitsPong = false;
        } else if (!isClosing) {
            collect(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (connection != null) {
            connection.lost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted && connection != null) {
            connection.close(corrupted.closeStatus().code(), "");
            return;
        }
        LOG.debug("socket failed", cause);
        caught.close();
    }

    @Override
    public void send(String text) {
        ChannelHandlerContext to = context;
        if (to == null || isClosing) {
            return;
        }
        to.writeAndFlush(new TextWebSocketFrame(text));
        if (!to.channel().isWritable() && connection != null) {
            connection.close(1008, "slow consumer");
        }
    }

    @Override
    public void close(int code, String reason) {
        ChannelHandlerContext to = context;
        if (to == null || isClosing) {
            return;
        }
        isClosing = true;
        to.writeAndFlush(new CloseWebSocketFrame(code, reason));
        to.executor().schedule(() -> to.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void cut() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void admit() {
        longest = Limits.AFTER_LOGIN;
        if (context != null) {
            context.pipeline()
                    .replace(
                            WebSocket13FrameDecoder.class,
                            "decoder",
                            new WebSocket13FrameDecoder(UpgradeHandler.decoder(longest)));
        }
    }

    private void collect(WebSocketFrame frame) throws IOException {
        if (message.size() + frame.content().readableBytes() > longest) {
            if (connection != null) {
                connection.close(TOO_BIG, "");
            }
            return;
        }
        frame.content().readBytes(message, frame.content().readableBytes());
        if (frame.isFinalFragment() && connection != null) {
            String text = message.toString(StandardCharsets.UTF_8);
            message.reset();
            connection.receive(text);
        }
    }

    private void ping() {
        if (context == null || isClosing || !context.channel().isActive()) {
            return;
        }
        if (awaitsPong) {
            cut();
            return;
        }
        awaitsPong = true;
        context.writeAndFlush(new PingWebSocketFrame());
    }
}
