package dev.missioncontrol.gateway.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a channel whose peer takes nothing: bytes wait, and for a whole deadline not one of them left. A peer that is gone
 * without a word, or does not read, looks like that (RFC 9293, section 3.8.3, leaves the time-out to the user).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a check that does not run any more has nothing to cut
final class WriteDeadline extends ChannelOutboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WriteDeadline.class);

    private final long nanos;
    private boolean watching;
    private @Nullable Object stuckAt;
    private long stuckProgress;

    WriteDeadline(Duration deadline) {
        this.nanos = deadline.toNanos();
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (!watching && waits(context)) {
            watching = true;
            note(context);
            checkLater(context);
        }
    }

    private void check(ChannelHandlerContext context) {
        Object before = stuckAt;
        long progressBefore = stuckProgress;
        note(context);
        if (!waits(context)) {
            watching = false;
        } else if (stuckAt == before && stuckProgress == progressBefore) {
            LOG.debug("the gateway takes nothing: the socket is cut");
            context.close();
        } else {
            checkLater(context);
        }
    }

    private void checkLater(ChannelHandlerContext context) {
        context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void note(ChannelHandlerContext context) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        stuckAt = out == null ? null : out.current();
        stuckProgress = out == null ? 0 : out.currentProgress();
    }

    private static boolean waits(ChannelHandlerContext context) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        return out != null && !out.isEmpty();
    }
}
