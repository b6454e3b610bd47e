package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.front.ControlUiFront;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A web server for the gateway's own Control UI, on a listener and an origin of its own: sign-in, the pages that are
 * passed on, and the socket at {@code /}. No API of ours is here. Thread-safe; its threads are daemons.
 */
public final class FrontServer implements AutoCloseable {
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final EventLoopGroup loops;
    private final ExecutorService workers;
    private final ChannelGroup sockets;
    private final InetSocketAddress address;

    private FrontServer(
            EventLoopGroup loops, ExecutorService workers, ChannelGroup sockets, InetSocketAddress address) {
        this.loops = loops;
        this.workers = workers;
        this.sockets = sockets;
        this.address = address;
    }

    /**
     * Starts building a server.
     *
     * @param guard judges every request; of its limits, that of bodies is set to the size of a sign-in form
     * @param tokens the source of nonces
     */
    public static FrontServerBuilder builder(
            ControlUiFront front, GatewayRelay relay, RequestGuard guard, Tokens tokens) {
        return new FrontServerBuilder(front, relay, guard, tokens);
    }

    static FrontServer start(FrontServerBuilder settings) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(new DefaultThreadFactory("mc-front", true), NioIoHandler.newFactory());
        ExecutorService workers = workers(settings.maxRequests);
        ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ConnectionLimit limit = new ConnectionLimit(settings.maxConnections);
        FrontRequests requests = new FrontRequests(settings, workers);
        Door door = settings.door();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        channel.pipeline()
                                .addLast(limit, new RequestDeadline(settings.requestTimeout), NettyDoor.codec())
                                .addLast(new PassedHead.Keeper(), new NettyDoor(door))
                                .addLast(new FrontHandler(settings, requests));
                    }
                });
        try {
            Channel server = bootstrap.bind(settings.bind).syncUninterruptibly().channel();
            sockets.add(server);
            return new FrontServer(loops, workers, sockets, (InetSocketAddress) server.localAddress());
        } catch (RuntimeException taken) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            workers.shutdown();
            throw taken;
        }
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return address;
    }

    /** Stops listening and cuts what is open: close the relay first. Waits for its threads, at most two seconds. */
    @Override
    public void close() {
        sockets.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        workers.shutdown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** Signing in and asking stores blocks: not on a loop. As many at once as there may be requests; none waits. */
    private static ExecutorService workers(int most) {
        return new ThreadPoolExecutor(
                0,
                most,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("mc-front-worker", true));
    }
}
