package dev.missioncontrol.relay.netty;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.RelayConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The sending side of one client's channel. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class NettyConnection implements RelayConnection {
    private static final long CLOSE_PATIENCE_SECONDS = 5;

    private final Channel channel;
    private final FrameWriter frames = new FrameWriter();
    private final AtomicBoolean flushQueued = new AtomicBoolean();
    private final AtomicInteger foreignWrites = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();

    NettyConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(ByteBuffer utf8, Part part) {
        if (channel.isActive() && !closing.get()) {
            write(frames.text(channel.alloc(), utf8, part));
            if (flushQueued.compareAndSet(false, true)) {
                inLoop(this::queueFlush);
            }
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void pauseReading() {
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        channel.config().setAutoRead(true);
        inLoop(this::readOn);
    }

    @Override
    public void close(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            inLoop(() -> closeInLoop(code, reason));
        }
    }

    /** Sends a control frame; on the loop. */
    void control(ByteBuf frame) {
        if (closing.get()) {
            frame.release();
        } else {
            channel.writeAndFlush(frame);
        }
    }

    /** The client has sent its close frame: answers it, if it is the first, and closes; on the loop. */
    void answerClose() {
        if (closing.compareAndSet(false, true)) {
            channel.writeAndFlush(FrameWriter.close(channel.alloc(), 1000, ""))
                    .addListener(ChannelFutureListener.CLOSE);
            cutLater();
        } else {
            channel.close();
        }
    }

    /**
     * The socket closes when the client has answered. Until then what it sent is still read: a socket that closes with
     * unread bytes takes the close frame with it. A client that does not answer is cut.
     */
    private void closeInLoop(int code, String reason) {
        channel.config().setAutoRead(true);
        channel.writeAndFlush(FrameWriter.close(channel.alloc(), code, reason));
        cutLater();
    }

    private void cutLater() {
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A write of the loop itself would overtake those of other threads that wait in the loop's queue. */
    private void write(ByteBuf frame) {
        boolean onLoop = channel.eventLoop().inEventLoop();
        if (onLoop && foreignWrites.get() == 0) {
            channel.write(frame);
            return;
        }
        foreignWrites.incrementAndGet();
        if (onLoop) {
            inLoop(() -> channel.write(frame));
        } else {
            channel.write(frame);
        }
        inLoop(foreignWrites::decrementAndGet);
    }

    /** Writes that saw the flag set may be queued behind this task: the flush itself goes behind them. */
    private void queueFlush() {
        flushQueued.set(false);
        inLoop(channel::flush);
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
