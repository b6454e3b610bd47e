package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.relay.netty.NettyDoor;
import dev.missioncontrol.testkit.http.DoorContract;
import dev.missioncontrol.testkit.http.DoorUnderTest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class NettyDoorTest extends DoorContract {

    @Override
    protected DoorUnderTest open(Door door) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(NettyDoor.codec(), new NettyDoor(door), new Pages());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return new DoorUnderTest() {
            @Override
            public int port() {
                return ((InetSocketAddress) server.localAddress()).getPort();
            }

            @Override
            public void close() {
                loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
            }
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the client sees whether it was answered
    private static final class Pages extends SimpleChannelInboundHandler<HttpObject> {
        private @Nullable HttpRequest request;
        private int bytes;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
            if (message instanceof HttpRequest head) {
                request = head;
                bytes = 0;
            }
            if (message instanceof HttpContent content) {
                bytes += content.content().readableBytes();
            }
            if (message instanceof LastHttpContent && request != null) {
                serve(ctx, request);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            answer(ctx, 500, "");
        }

        private void serve(ChannelHandlerContext ctx, HttpRequest asked) {
            Passage passage = NettyDoor.passage(ctx.channel());
            switch (asked.uri()) {
                case "/broken" -> throw new IllegalStateException("inner matters");
                case "/missing" -> answer(ctx, 404, "");
                case "/read" -> answer(ctx, 200, "READ " + bytes);
                default ->
                    answer(
                            ctx,
                            200,
                            "PAGE " + passage.nonce() + " " + passage.address().host());
            }
        }

        private void answer(ChannelHandlerContext ctx, int status, String text) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(status),
                    Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
            HttpUtil.setContentLength(response, response.content().readableBytes());
            boolean close = request == null || !HttpUtil.isKeepAlive(request);
            ctx.writeAndFlush(response).addListener(done -> {
                if (close) {
                    ctx.close();
                }
            });
        }
    }
}
