package dev.missioncontrol.relay.netty;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayInlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a client sends to the relay, keeps the line alive with pings, and finds out when nobody is there. */
final class SocketHandler extends ChannelInboundHandlerAdapter implements FrameReader.Events {
    private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);
    private static final int MOST_UNANSWERED = 2;

    private final NettyConnection connection;
    private final RelayInlet inlet;
    private final Duration pingEvery;
    private final FrameReader reader = new FrameReader(this);
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> pings;
    private int unanswered;
    private int closeCode = 1006;

    SocketHandler(NettyConnection connection, RelayInlet inlet, Duration pingEvery) {
        this.connection = connection;
        this.inlet = inlet;
        this.pingEvery = pingEvery;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        pings = ctx.executor()
                .scheduleAtFixedRate(() -> ping(ctx), pingEvery.toNanos(), pingEvery.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        unanswered = 0;
        try {
            reader.read(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            inlet.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (pings != null) {
            pings.cancel(false);
        }
        inlet.onClosed(closeCode, "");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("a client's socket broke", cause);
        ctx.close();
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        inlet.onText(utf8, part);
    }

    @Override
    public void onBinary() {
        inlet.onBinary();
    }

    @Override
    public void onPing(byte[] payload, int length) {
        if (context != null) {
            connection.control(FrameWriter.pong(context.alloc(), payload, length));
        }
    }

    @Override
    public void onClose(int code) {
        closeCode = code;
        inlet.onClosed(code, "");
        connection.answerClose();
    }

    @Override
    public void onFault(int code) {
        closeCode = code;
        connection.close(code, "");
    }

    /** A client of which two pings brought nothing is not there any more. While reading is paused, nothing can come. */
    private void ping(ChannelHandlerContext ctx) {
        unanswered = ctx.channel().config().isAutoRead() ? unanswered : 0;
        if (unanswered == MOST_UNANSWERED) {
            ctx.close();
        } else if (ctx.channel().isActive() && ctx.channel().isWritable()) {
            unanswered++;
            connection.control(FrameWriter.ping(ctx.alloc()));
        }
    }
}
