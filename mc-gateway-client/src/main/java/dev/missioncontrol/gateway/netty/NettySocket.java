package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The sending side of one channel. Writes of one event loop turn share one flush. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class NettySocket implements GatewaySocket {
    private final ChannelHandlerContext context;
    private final Channel channel;
    private final SocketHandler handler;
    private final AtomicBoolean flushQueued = new AtomicBoolean();
    private final AtomicInteger foreignWrites = new AtomicInteger();

    NettySocket(ChannelHandlerContext context, SocketHandler handler) {
        this.context = context;
        this.channel = context.channel();
        this.handler = handler;
    }

    @Override
    public void send(ByteBuffer utf8, Part part) {
        if (!channel.isActive()) {
            return;
        }
        ByteBuf copy = channel.alloc().buffer(Math.max(1, utf8.remaining()));
        copy.writeBytes(utf8.duplicate());
        write(new TextPiece(copy, part));
        if (flushQueued.compareAndSet(false, true)) {
            inLoop(this::queueFlush);
        }
    }

    /** A write of the loop itself would overtake those of other threads that wait in the loop's queue. */
    private void write(TextPiece piece) {
        boolean onLoop = channel.eventLoop().inEventLoop();
        if (onLoop && foreignWrites.get() == 0) {
            context.write(piece);
            return;
        }
        foreignWrites.incrementAndGet();
        if (onLoop) {
            inLoop(() -> context.write(piece));
        } else {
            context.write(piece);
        }
        inLoop(foreignWrites::decrementAndGet);
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void pauseReading() {
        handler.pauses().add();
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        channel.config().setAutoRead(true);
        inLoop(this::readOn);
    }

    @Override
    public void close(int code, String reason) {
        inLoop(() -> handler.closeFromHere(code, reason));
    }

    void whenGone(Runnable action) {
        channel.closeFuture().addListener(gone -> action.run());
    }

    /** Writes that saw the flag set may be queued behind this task: the flush itself goes behind them. */
    private void queueFlush() {
        flushQueued.set(false);
        inLoop(context::flush);
    }

    /** The loop learns of another thread's pause in its turn, which may be behind a resumption of its own. */
    private void readOn() {
        if (channel.config().isAutoRead()) {
            channel.read();
        }
    }

    private void inLoop(Runnable action) {
        try {
            channel.eventLoop().execute(action);
        } catch (RejectedExecutionException loopIsGone) {
            channel.close();
        }
    }
}
