package dev.missioncontrol.relay.netty;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
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
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A web server of its own for a relay: one path, WebSockets only. Thread-safe; its threads are daemons. */
public final class RelayServer implements AutoCloseable {
    private static final int LONGEST_REQUEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 16_384;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final EventLoopGroup loops;
    private final ChannelGroup sockets;
    private final InetSocketAddress address;

    private RelayServer(EventLoopGroup loops, ChannelGroup sockets, InetSocketAddress address) {
        this.loops = loops;
        this.sockets = sockets;
        this.address = address;
    }

    /** Starts building a server; {@code gate} judges every upgrade before the WebSocket handshake. */
    public static RelayServerBuilder builder(GatewayRelay relay, UpgradeGate gate) {
        return new RelayServerBuilder(relay, gate);
    }

    static RelayServer start(RelayServerBuilder settings) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(new DefaultThreadFactory("mc-relay", true), NioIoHandler.newFactory());
        ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ConnectionLimit limit = new ConnectionLimit(settings.maxConnections);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        channel.pipeline().addLast(limit, httpCodec(), new UpgradeHandler(settings));
                    }
                });
        try {
            Channel server = bootstrap.bind(settings.bind).syncUninterruptibly().channel();
            sockets.add(server);
            return new RelayServer(loops, sockets, (InetSocketAddress) server.localAddress());
        } catch (RuntimeException taken) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
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
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static HttpServerCodec httpCodec() {
        return new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS));
    }
}
