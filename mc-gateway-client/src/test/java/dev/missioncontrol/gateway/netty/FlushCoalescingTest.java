package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flushes of a real event loop, over a channel inside the process. */
@SuppressWarnings("FutureReturnValueIgnored") // a test sees what did not happen
class FlushCoalescingTest {
    private static final int WRITES = 100;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("local", true), LocalIoHandler.newFactory());
    private final AtomicInteger flushes = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(WRITES);

    @AfterEach
    void tearDown() {
        loops.shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS);
    }

    @Test
    void writes_whenManyInOneTurn_shareOneFlush() throws Exception {
        CompletableFuture<NettySocket> opened = new CompletableFuture<>();
        Channel channel = connect(opened);
        channel.pipeline().fireUserEventTriggered(ClientHandshakeStateEvent.HANDSHAKE_COMPLETE);
        NettySocket socket = opened.get(5, TimeUnit.SECONDS);
        channel.eventLoop().execute(() -> {
            for (int i = 0; i < WRITES; i++) {
                socket.send(StandardCharsets.UTF_8.encode("frame " + i), Part.ENDS);
            }
        });

        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(flushes).hasValue(1);
    }

    private Channel connect(CompletableFuture<NettySocket> opened) {
        LocalAddress address = new LocalAddress(FlushCoalescingTest.class);
        new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new Counter())
                .bind(address)
                .syncUninterruptibly();
        return new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new FlushCounter())
                                .addLast(new PieceEncoder())
                                .addLast(new SocketHandler(new RecordingSink(), opened));
                    }
                })
                .connect(address)
                .syncUninterruptibly()
                .channel();
    }

    private final class Counter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            arrived.countDown();
        }
    }

    private final class FlushCounter extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext context) {
            flushes.incrementAndGet();
            context.flush();
        }
    }
}
