package dev.missioncontrol.fakegateway.internal.netty;

import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.core.Limits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers HTTP: health pages, refusals, and the upgrade on any path. */
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final List<String> PROXY_NAMES = List.of("forwarded", "x-real-ip");

    private final Door door;

    UpgradeHandler(Door door) {
        this.door = door;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (speaksOfProxy(request.headers())
                && !(door.trustsProxies() && facts(request.headers()).remoteIp().isPresent())) {
            answer(context, HttpResponseStatus.FORBIDDEN, "{\"error\":{\"type\":\"proxy_attribution_required\"}}");
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(context, request);
        } else {
            page(context, request.uri());
        }
    }

    private void page(ChannelHandlerContext context, String path) {
        switch (path) {
            case "/readyz" -> answer(context, HttpResponseStatus.OK, "{\"ready\":true,\"failing\":[]}");
            case "/healthz", "/health" -> answer(context, HttpResponseStatus.OK, "{\"ok\":true,\"status\":\"live\"}");
            default -> answer(context, HttpResponseStatus.NOT_FOUND, "{}");
        }
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        if (!door.admitsMore()) {
            answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "{\"error\":\"too many sockets without login\"}");
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + request.headers().get(HttpHeaderNames.HOST, "127.0.0.1") + "/",
                        null,
                        decoder(Limits.BEFORE_LOGIN))
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        SocketHandler socket = new SocketHandler(door, facts(request.headers()));
        context.pipeline().addLast(socket);
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                socket.open(context.pipeline().context(socket));
            } else {
                context.close();
            }
        });
        context.pipeline().remove(this);
    }

    /** Violations are closed by {@link SocketHandler}, which waits for the other side's close. */
    static WebSocketDecoderConfig decoder(int longest) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(longest)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
    }

    private static Upgrade facts(HttpHeaders headers) {
        Map<String, String> fields = new TreeMap<>();
        headers.forEach(field -> fields.putIfAbsent(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        return new Upgrade(fields);
    }

    private static boolean speaksOfProxy(HttpHeaders headers) {
        return headers.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        PROXY_NAMES.contains(name) || name.startsWith("x-forwarded-") || name.startsWith("tailscale-"));
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String body) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
