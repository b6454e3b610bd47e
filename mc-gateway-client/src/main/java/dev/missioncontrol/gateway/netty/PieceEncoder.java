package dev.missioncontrol.gateway.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Turns pieces into WebSocket frames: a text frame first, continuations behind it. */
@SuppressWarnings("FutureReturnValueIgnored") // the promise that is passed on reports
final class PieceEncoder extends ChannelOutboundHandlerAdapter {
    private boolean insideMessage;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message instanceof TextPiece piece ? frame(piece) : message, promise);
    }

    private WebSocketFrame frame(TextPiece piece) {
        boolean ends = piece.endsMessage();
        WebSocketFrame frame = insideMessage
                ? new ContinuationWebSocketFrame(ends, 0, piece.content())
                : new TextWebSocketFrame(ends, 0, piece.content());
        insideMessage = !ends;
        return frame;
    }
}
