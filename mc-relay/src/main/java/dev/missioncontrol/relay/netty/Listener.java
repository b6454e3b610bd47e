package dev.missioncontrol.relay.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A port with the sockets that came to it, and the threads that serve them, daemons all. Thread-safe. */
final class Listener implements AutoCloseable {
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final EventLoopGroup loops;
    private final ChannelGroup sockets;
    private final InetSocketAddress address;

    private Listener(EventLoopGroup loops, ChannelGroup sockets, InetSocketAddress address) {
        this.loops = loops;
        this.sockets = sockets;
        this.address = address;
    }

    /**
     * Binds, and blocks until the port is taken.
     *
     * @param threads what the threads are called
     * @param handlers puts handlers into the pipeline of a socket that came
     */
    static Listener open(String threads, InetSocketAddress bind, Consumer<Channel> handlers) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(new DefaultThreadFactory(threads, true), NioIoHandler.newFactory());
        ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        handlers.accept(channel);
                    }
                });
        try {
            Channel server = bootstrap.bind(bind).syncUninterruptibly().channel();
            sockets.add(server);
            return new Listener(loops, sockets, (InetSocketAddress) server.localAddress());
        } catch (RuntimeException taken) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw taken;
        }
    }

    /** Where it listens, with the port that was taken. */
    InetSocketAddress address() {
        return address;
    }

    /** Stops listening and cuts what is open. Waits for its threads, at most two seconds. */
    @Override
    public void close() {
        sockets.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
