package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import dev.missioncontrol.gateway.netty.TransportSettings.NameRule;
import dev.missioncontrol.gateway.netty.TransportSettings.PlaintextRule;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Opens WebSockets over Netty. Thread-safe.
 *
 * <p>Sinks are called on this transport's event loop threads, which are daemons, with text as it arrives: no message
 * and no frame is gathered. A message may have 26,214,400 bytes and 4,096 frames and may take 30 seconds while nobody
 * pauses reading; more is answered with close code 1009 or 1008, a binary frame with 1003, what is not UTF-8 with 1007,
 * what else breaks RFC 6455 with 1002. A peer that takes no byte for 30 seconds is cut.
 */
@SuppressWarnings("FutureReturnValueIgnored") // shutting down and connecting report through listeners
public final class NettyTransport implements GatewayTransport {
    private static final int GOING_AWAY = 1001;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final EventLoopGroup loops;
    private final TransportSettings settings;
    private final Set<GatewaySocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    NettyTransport(EventLoopGroup loops, TransportSettings settings) {
        this.loops = loops;
        this.settings = settings;
    }

    /** Starts building a transport. */
    public static NettyTransportBuilder builder() {
        return new NettyTransportBuilder();
    }

    @Override
    public CompletionStage<GatewaySocket> open(URI address, Map<String, String> headers, FrameSink sink) {
        try {
            Endpoint endpoint = Endpoint.of(address);
            if (!endpoint.keepsSecrets() && settings.plaintext() == PlaintextRule.LOOPBACK_ONLY) {
                throw new IllegalArgumentException("ws:// is for loopback addresses and localhost: use wss://");
            }
            return closed.get() ? failed(Kind.CLOSED, "the transport is closed") : connect(endpoint, headers, sink);
        } catch (IllegalArgumentException refused) {
            return CompletableFuture.failedFuture(GatewayTransportException.causedBy(Kind.ADDRESS, refused));
        }
    }

    @Override
    public boolean isPinned() {
        return settings.nameRule() == NameRule.PIN;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            sockets.forEach(socket -> socket.close(GOING_AWAY, ""));
            endWhenIdle();
        }
    }

    /** Close frames go out first: a socket whose peer does not answer is cut after two seconds. */
    private void endWhenIdle() {
        if (closed.get() && sockets.isEmpty()) {
            loops.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS);
        }
    }

    private CompletionStage<GatewaySocket> connect(Endpoint endpoint, Map<String, String> headers, FrameSink sink) {
        CompletableFuture<NettySocket> opened = new CompletableFuture<>();
        SocketHandler handler = new SocketHandler(sink, opened);
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.patience().toMillis()))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .handler(new ChannelSetup(endpoint, headers, settings, handler))
                .connect(socketAddress(endpoint))
                .addListener(future -> {
                    if (!future.isSuccess()) {
                        opened.completeExceptionally(Failures.ofConnect(future.cause()));
                    }
                });
        return opened.thenApply(this::remember);
    }

    private GatewaySocket remember(NettySocket socket) {
        sockets.add(socket);
        socket.whenGone(() -> {
            sockets.remove(socket);
            endWhenIdle();
        });
        if (closed.get()) {
            socket.close(GOING_AWAY, "");
        }
        return socket;
    }

    private static SocketAddress socketAddress(Endpoint endpoint) {
        return endpoint.host()
                .address()
                .map(address -> new InetSocketAddress(address, endpoint.port()))
                .orElseGet(
                        () -> InetSocketAddress.createUnresolved(endpoint.host().value(), endpoint.port()));
    }

    private static CompletionStage<GatewaySocket> failed(Kind kind, String message) {
        return CompletableFuture.failedFuture(new GatewayTransportException(kind, message));
    }
}
