package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.RelayInlet;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;

/** Answers a WebSocket handshake that was admitted (RFC 6455, section 4.2), and hands the connection to the relay. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class SocketUpgrade {
    private final GatewayRelay relay;
    private final Duration pingEvery;

    SocketUpgrade(GatewayRelay relay, Duration pingEvery) {
        this.relay = relay;
        this.pingEvery = pingEvery;
    }

    /** The last handler before the socket's own calls this, and leaves. A door leaves when it sees the answer. */
    void take(ChannelHandlerContext ctx, RequestFacts facts, String accept) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept);
        ctx.writeAndFlush(response);
        StrictHttpCodec codec = ctx.pipeline().get(StrictHttpCodec.class);
        codec.removeOutboundHandler();
        NettyConnection connection = new NettyConnection(ctx.channel());
        RelayInlet inlet = relay.open(connection, facts);
        ctx.pipeline().addLast(new SocketHandler(connection, inlet, pingEvery));
        ctx.pipeline().remove(codec);
        ctx.pipeline().remove(ctx.handler());
    }
}
