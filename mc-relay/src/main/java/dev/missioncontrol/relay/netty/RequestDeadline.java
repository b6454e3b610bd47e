package dev.missioncontrol.relay.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose next whole request does not arrive in time, however slowly it drips, or whose last answer is
 * not taken in time. On the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing waits for a late client's end
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private @Nullable Future<?> end;

    RequestDeadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        arm(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        met();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        met();
        super.channelInactive(ctx);
    }

    /** The whole request is here. */
    void met() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    /** It is answered: the next may come. */
    void arm(ChannelHandlerContext ctx) {
        met();
        end = ctx.executor().schedule(() -> ctx.channel().close(), limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
