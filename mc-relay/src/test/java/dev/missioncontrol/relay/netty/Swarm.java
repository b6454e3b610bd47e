package dev.missioncontrol.relay.netty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Gateway clients on one event loop: a thousand of them take little memory. They send any header they are told to. */
public final class Swarm implements AutoCloseable {
    private static final int LARGEST = 1 << 20;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("swarm", true), NioIoHandler.newFactory());

    /**
     * Opens a socket and answers its challenge.
     *
     * @param connect makes the connect request of the challenge event; its id is {@code c}
     */
    public Member join(URI address, Map<String, String> headers, UnaryOperator<String> connect) {
        Member member = new Member(connect);
        HttpHeaders fields = new DefaultHttpHeaders();
        headers.forEach(fields::add);
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address)
                .customHeaders(fields)
                .generateOriginHeader(false)
                .handleCloseFrames(false)
                .maxFramePayloadLength(LARGEST)
                .build();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST),
                                        new WebSocketClientProtocolHandler(config),
                                        new WebSocketFrameAggregator(LARGEST),
                                        member);
                    }
                })
                .connect(address.getHost(), address.getPort())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        member.end(1006, String.valueOf(done.cause()));
                    }
                });
        return member;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /**
     * How a socket ended.
     *
     * @param code the close code that came, 1006 without one
     * @param atNanos when the socket itself was closed, by {@link System#nanoTime}
     */
    public record End(int code, String reason, long atNanos) {}

    /** One client. */
    public static final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final CompletableFuture<JsonNode> hello = new CompletableFuture<>();
        private final CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        private final CompletableFuture<End> end = new CompletableFuture<>();
        private final CompletableFuture<ChannelHandlerContext> socket = new CompletableFuture<>();
        private final UnaryOperator<String> connect;
        private int code = 1006;
        private String reason = "";

        private Member(UnaryOperator<String> connect) {
            this.connect = connect;
        }

        /** The answer to its connect request; fails if the socket ends before. */
        public CompletableFuture<JsonNode> hello() {
            return hello;
        }

        /** The answer to the one request with the id {@code 1}. */
        public JsonNode call(String method) throws Exception {
            String frame = "{\"type\":\"req\",\"id\":\"1\",\"method\":\"" + method + "\",\"params\":{}}";
            socket.join().writeAndFlush(new TextWebSocketFrame(frame));
            return reply.get(10, TimeUnit.SECONDS);
        }

        /** The end of its socket. */
        public CompletableFuture<End> end() {
            return end;
        }

        /** Goes away. */
        public void leave() {
            socket.thenAccept(ChannelHandlerContext::close);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) throws Exception {
            socket.complete(ctx);
            super.channelActive(ctx);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws JsonProcessingException {
            if (frame instanceof CloseWebSocketFrame close) {
                code = close.statusCode();
                reason = close.reasonText();
                ctx.writeAndFlush(new CloseWebSocketFrame(1000, ""));
            } else if (frame instanceof TextWebSocketFrame text) {
                read(ctx, text.text());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end(code, reason);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            reason = cause.toString();
            ctx.close();
        }

        private void read(ChannelHandlerContext ctx, String text) throws JsonProcessingException {
            JsonNode message = JsonMapper.builder().build().readTree(text);
            if (message.path("event").asText().equals("connect.challenge")) {
                ctx.writeAndFlush(new TextWebSocketFrame(connect.apply(text)));
            } else if (message.path("id").asText().equals("c")) {
                hello.complete(message);
            } else if (message.path("id").asText().equals("1")) {
                reply.complete(message);
            }
        }

        private void end(int with, String because) {
            end.complete(new End(with, because, System.nanoTime()));
            hello.completeExceptionally(new IllegalStateException("closed: " + with + " " + because));
        }
    }
}
