package dev.missioncontrol.fakegateway.internal.netty;

import dev.missioncontrol.fakegateway.internal.core.Limits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Listens on 127.0.0.1 and on nothing else. One thread, the loop, does all the work. */
public final class Listener {
    private static final int LONGEST_REQUEST = 65_536;
    private static final long PATIENCE_SECONDS = 5;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final ChannelGroup sockets;
    private final InetAddress address;

    private Listener(EventLoopGroup group, InetAddress address) {
        this.group = group;
        this.loop = group.next();
        this.sockets = new DefaultChannelGroup(loop);
        this.address = address;
    }

    /** A listener with its thread, not listening yet. */
    public static Listener create() {
        DefaultThreadFactory threads = new DefaultThreadFactory("fake-gateway", true);
        return new Listener(new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory()), loopback());
    }

    /** The one thread everything runs on. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** Tells whether the present thread is the loop. */
    public boolean isOnLoop() {
        return loop.inEventLoop();
    }

    /**
     * Starts to listen. Not to be called on the loop.
     *
     * @param port 0 for a free one
     * @param tls what to speak TLS with; empty for plain sockets
     * @return the port
     */
    public int listen(int port, Door door, Optional<SSLContext> tls) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Limits.BUFFERED / 2, Limits.BUFFERED))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        tls.ifPresent(context -> channel.pipeline().addLast(server(context)));
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_REQUEST))
                                .addLast(new UpgradeHandler(door));
                    }
                });
        Channel server = bootstrap.bind(address, port).syncUninterruptibly().channel();
        sockets.add(server);
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static SslHandler server(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new SslHandler(engine);
    }

    /** Stops listening; open sockets stay. Not to be called on the loop. */
    public void deafen() {
        sockets.close(channel -> channel instanceof NioServerSocketChannel).syncUninterruptibly();
    }

    /** Gives open sockets a moment to end by themselves, then ends them. Not to be called on the loop. */
    public void drain() {
        sockets.newCloseFuture().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        sockets.close().syncUninterruptibly();
    }

    /** Tells whether the thread was told to end. */
    public boolean isShutDown() {
        return group.isShuttingDown();
    }

    /** Ends the thread. */
    public void shutDown() {
        group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
