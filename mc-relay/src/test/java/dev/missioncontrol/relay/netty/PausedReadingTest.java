package dev.missioncontrol.relay.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading is paused by one thread and resumed by another. */
@SuppressWarnings("FutureReturnValueIgnored") // a test sees what did not happen
class PausedReadingTest {
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<NettyConnection> connection = new CompletableFuture<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> paused = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    @AfterEach
    void tearDown() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void reading_when_the_loop_resumes_it_behind_another_thread_s_pause_goes_on() throws Exception {
        InetSocketAddress address = listen();
        try (Socket client = new Socket(address.getAddress(), address.getPort())) {
            OutputStream out = client.getOutputStream();
            out.write(1);
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            connection.join().pauseReading();
            paused.complete(null);
            out.write(2);

            assertThat(second).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private InetSocketAddress listen() {
        return (InetSocketAddress) new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        connection.complete(new NettyConnection(child));
                        child.pipeline().addLast(new Resuming());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
    }

    /** Holds the loop at the first byte until reading is paused, and resumes it at once. */
    private final class Resuming extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            if (first.complete(null)) {
                paused.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
                connection.join().resumeReading();
            } else {
                second.complete(null);
            }
        }
    }
}
