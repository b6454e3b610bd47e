package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.RequestFacts;
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
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one HTTP request: with the WebSocket handshake, or with a refusal and a close. On the loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class UpgradeHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger log = LoggerFactory.getLogger(UpgradeHandler.class);

    private static final int UPGRADE_REQUIRED = 426;

    private final RelayServerBuilder settings;
    private @Nullable HttpRequest request;
    private boolean answered;

    UpgradeHandler(RelayServerBuilder settings) {
        this.settings = settings;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpRequest head) {
            request = head;
        }
        boolean broken = message.decoderResult().isFailure();
        if (!answered && request != null && (broken || message instanceof LastHttpContent)) {
            answered = true;
            ctx.pipeline().remove(RequestDeadline.class);
            answer(ctx, broken ? Optional.empty() : NettyFacts.of(ctx.channel(), request, settings.traits));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("an upgrade broke", cause);
        ctx.close();
    }

    private void answer(ChannelHandlerContext ctx, Optional<RequestFacts> decoded) {
        if (decoded.isEmpty()) {
            refuse(ctx, 400, "bad_request");
            return;
        }
        RequestFacts facts = decoded.get();
        UpgradeVerdict verdict = judge(facts);
        if (verdict instanceof UpgradeVerdict.Refuse refusal) {
            refuse(ctx, refusal.status(), refusal.code());
        } else if (!settings.path.equals(path(facts.target()))) {
            refuse(ctx, 404, "not_found");
        } else if (ConnectionLimit.isBeyond(ctx.channel())) {
            refuse(ctx, 503, "unavailable");
        } else {
            Optional<String> accept = WebSocketKey.accept(facts);
            accept.ifPresentOrElse(
                    key -> new SocketUpgrade(settings.relay, settings.pingEvery).take(ctx, facts, key),
                    () -> refuse(ctx, UPGRADE_REQUIRED, "websocket_required"));
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
        if (status == UPGRADE_REQUIRED) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, "upgrade, close");
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
