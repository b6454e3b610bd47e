package dev.missioncontrol.gateway.scripted;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A loopback WebSocket server that does what a test says, one accepted socket after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a test sees what did not happen
public final class ScriptedServer implements AutoCloseable {
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("scripted", true), NioIoHandler.newFactory());
    private final BlockingQueue<ScriptedPeer> accepted = new LinkedBlockingQueue<>();
    private final Queue<HttpResponseStatus> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<HttpHeaders> upgrades = new ConcurrentLinkedQueue<>();
    private final Queue<Map.Entry<String, String>> answerHeaders = new ConcurrentLinkedQueue<>();
    private final @Nullable SSLContext tls;
    private final Channel channel;

    public ScriptedServer() {
        this(null);
    }

    /** A server that speaks TLS. */
    public ScriptedServer(@Nullable SSLContext tls) {
        this.tls = tls;
        channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        setUp(child);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public URI uri() {
        return uri("127.0.0.1");
    }

    /** The address by another name of this machine. */
    public URI uri(String host) {
        return URI.create((tls == null ? "ws://" : "wss://") + host + ":"
                + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Adds a header to the next answer of 101. */
    public void answerNextWith(String name, String value) {
        answerHeaders.add(Map.entry(name, value));
    }

    /** Answers the next upgrade with this status instead. */
    public void refuseNext(int status) {
        refusals.add(HttpResponseStatus.valueOf(status));
    }

    /** The headers of the oldest upgrade not looked at yet. */
    public HttpHeaders upgrade() {
        return Objects.requireNonNull(upgrades.poll(), "no upgrade was asked for");
    }

    /** The next socket; fails after five seconds. */
    public ScriptedPeer accept() throws InterruptedException {
        return Objects.requireNonNull(accepted.poll(5, TimeUnit.SECONDS), "nobody connected");
    }

    /** Tells whether nobody connects for a while. */
    public boolean isLeftAlone(long millis) throws InterruptedException {
        return accepted.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        channel.close();
        loops.shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS);
    }

    private void setUp(Channel child) {
        if (tls != null) {
            SSLEngine engine = tls.createSSLEngine();
            engine.setUseClientMode(false);
            child.pipeline().addLast(new SslHandler(engine));
        }
        child.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HeaderAdder())
                .addLast(new HttpObjectAggregator(65_536))
                .addLast(new Gatekeeper())
                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/")
                        .checkStartsWith(true)
                        .maxFramePayloadLength(64 * 1024 * 1024)
                        .handleCloseFrames(false)
                        .sendCloseFrame(null)
                        .dropPongFrames(false)
                        .build()))
                .addLast(new ScriptedPeer(accepted::add));
    }

    private final class HeaderAdder extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse answer && answer.status().code() == 101) {
                Map.Entry<String, String> header = answerHeaders.poll();
                if (header != null) {
                    answer.headers().add(header.getKey(), header.getValue());
                }
            }
            context.write(message, promise);
        }
    }

    private final class Gatekeeper extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            upgrades.add(request.headers().copy());
            HttpResponseStatus refusal = refusals.poll();
            if (refusal == null) {
                context.fireChannelRead(request.retain());
                return;
            }
            DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal);
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                    .set(HttpHeaderNames.LOCATION, "http://127.0.0.1:1/");
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
