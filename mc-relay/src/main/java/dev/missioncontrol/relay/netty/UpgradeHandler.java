package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.RelayInlet;
import dev.missioncontrol.relay.UpgradeVerdict;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one HTTP request: with the WebSocket handshake (RFC 6455, section 4.2), or with a refusal and a close. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class UpgradeHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger log = LoggerFactory.getLogger(UpgradeHandler.class);

    private final RelayServerBuilder settings;
    private @Nullable HttpRequest request;
    private boolean answered;

    UpgradeHandler(RelayServerBuilder settings) {
        this.settings = settings;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (!answered) {
                                ctx.close();
                            }
                        },
                        settings.upgradeTimeout.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpRequest head) {
            request = head;
        }
        if (!answered && request != null && message instanceof LastHttpContent) {
            answered = true;
            answer(ctx, request);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("an upgrade broke", cause);
        ctx.close();
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest request) {
        Optional<RequestFacts> decoded = NettyFacts.of(ctx.channel(), request, settings.traits);
        if (decoded.isEmpty()) {
            refuse(ctx, 400, "bad_request");
            return;
        }
        RequestFacts facts = decoded.get();
        UpgradeVerdict verdict = judge(facts);
        if (verdict instanceof UpgradeVerdict.Refuse refusal) {
            refuse(ctx, refusal.status(), refusal.code());
        } else if (!settings.path.equals(path(request.uri()))) {
            refuse(ctx, 404, "not_found");
        } else {
            Optional<String> accept = WebSocketKey.accept(facts);
            accept.ifPresentOrElse(key -> upgrade(ctx, facts, key), () -> refuse(ctx, 426, "websocket_required"));
        }
    }

    private UpgradeVerdict judge(RequestFacts facts) {
        try {
            return settings.gate.judge(facts);
        } catch (RuntimeException failed) {
            log.error("an upgrade was refused because its gate failed", failed);
            return new UpgradeVerdict.Refuse(503, "unavailable");
        }
    }

    private void upgrade(ChannelHandlerContext ctx, RequestFacts facts, String accept) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept);
        ctx.writeAndFlush(response);
        ctx.pipeline().get(HttpServerCodec.class).removeOutboundHandler();
        NettyConnection connection = new NettyConnection(ctx.channel());
        RelayInlet inlet = settings.relay.open(connection, facts);
        ctx.pipeline().addLast(new SocketHandler(connection, inlet, settings.pingEvery));
        ctx.pipeline().remove(HttpServerCodec.class);
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, int status, String code) {
        byte[] body = ("{\"error\":\"the upgrade was refused\",\"code\":\"" + code.replaceAll("[^A-Za-z0-9_.-]", "_")
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("x-content-type-options", "nosniff");
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
