package dev.missioncontrol.gateway.netty;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a channel whose peer takes nothing: bytes wait, and for a whole deadline not one of them left. A peer that is gone
 * without a word, or does not read, looks like that (RFC 9293, section 3.8.3, leaves the time-out to the user).
 *
 * <p>Progress is what was counted: how many writes are done, and how far the one under way has come. Buffers are pooled,
 * so that the same object at the head of the queue twice proves nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a check that does not run any more has nothing to cut
final class WriteDeadline extends ChannelOutboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WriteDeadline.class);

    private final long nanos;
    private final ChannelFutureListener counter = written -> this.writesDone++;
    private long writesDone;
    private @Nullable Progress watched;

    private record Progress(long writesDone, long bytesOfNext) {}

    WriteDeadline(Duration deadline) {
        this.nanos = deadline.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message, promise.unvoid().addListener(counter));
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (watched == null) {
            watch(context);
        }
    }

    private void watch(ChannelHandlerContext context) {
        watched = progress(context);
        if (watched != null) {
            context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void check(ChannelHandlerContext context) {
        if (Objects.equals(watched, progress(context))) {
            LOG.debug("the gateway takes nothing: the socket is cut");
            context.close();
        } else {
            watch(context);
        }
    }

    /** Null when nothing waits. */
    private @Nullable Progress progress(ChannelHandlerContext context) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        return out == null || out.isEmpty() ? null : new Progress(writesDone, out.currentProgress());
    }
}
