package dev.missioncontrol.relay.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;

/** So many sockets at once and no more. A few beyond may stay until their request is refused; the others are closed. */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // nothing waits for a refused socket's end
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Boolean> BEYOND = AttributeKey.valueOf(ConnectionLimit.class, "beyond");
    private static final int FEW = 16;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger beyond = new AtomicInteger();
    private final int most;
    private final int mostBeyond;

    private ConnectionLimit(int most, int mostBeyond) {
        this.most = most;
        this.mostBeyond = mostBeyond;
    }

    /** Those beyond learn nothing. */
    static ConnectionLimit silent(int most) {
        return new ConnectionLimit(most, 0);
    }

    /** A few of those beyond are let through to a handler that asks {@link #isBeyond}, and refuses them. */
    static ConnectionLimit telling(int most) {
        return new ConnectionLimit(most, FEW);
    }

    /** Tells whether this socket must not stay. */
    static boolean isBeyond(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(BEYOND).get());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        if (!finds(open, most, ctx.channel())) {
            if (!finds(beyond, mostBeyond, ctx.channel())) {
                ctx.close();
                return;
            }
            ctx.channel().attr(BEYOND).set(true);
        }
        super.channelActive(ctx);
    }

    private static boolean finds(AtomicInteger places, int most, Channel channel) {
        if (places.incrementAndGet() > most) {
            places.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> places.decrementAndGet());
        return true;
    }
}
