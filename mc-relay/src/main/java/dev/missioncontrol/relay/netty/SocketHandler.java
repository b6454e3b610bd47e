package dev.missioncontrol.relay.netty;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayInlet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a client sends to the relay, and keeps the line alive with pings. */
final class SocketHandler extends ChannelInboundHandlerAdapter implements FrameReader.Events {
    private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

    private final NettyConnection connection;
    private final RelayInlet inlet;
    private final Duration pingEvery;
    private final FrameReader reader = new FrameReader(this);
    private @Nullable ChannelHandlerContext context;
    private int closeCode = 1006;

    SocketHandler(NettyConnection connection, RelayInlet inlet, Duration pingEvery) {
        this.connection = connection;
        this.inlet = inlet;
        this.pingEvery = pingEvery;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.executor()
                .scheduleAtFixedRate(() -> ping(ctx), pingEvery.toNanos(), pingEvery.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
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

    /** One that does not take a ping for a whole interval is not there any more, or does not read. */
    private void ping(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive() && ctx.channel().isWritable()) {
            connection.control(FrameWriter.ping(ctx.alloc()));
        }
    }
}
