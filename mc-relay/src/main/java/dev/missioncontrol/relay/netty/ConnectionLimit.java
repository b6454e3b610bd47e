package dev.missioncontrol.relay.netty;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes sockets beyond a number at once. */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // nothing waits for a refused socket's end
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final AtomicInteger open = new AtomicInteger();
    private final int most;

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        int now = open.incrementAndGet();
        ctx.channel().closeFuture().addListener(closed -> open.decrementAndGet());
        if (now > most) {
            ctx.close();
            return;
        }
        super.channelActive(ctx);
    }
}
