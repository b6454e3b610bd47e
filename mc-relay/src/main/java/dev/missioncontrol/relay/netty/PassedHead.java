package dev.missioncontrol.relay.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** The head of an answer of the gateway: its own header fields stand, where the door would set others. */
final class PassedHead extends DefaultHttpResponse {
    private final Map<String, String> own;

    PassedHead(int status, Map<String, String> own) {
        super(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        this.own = own;
        keep();
    }

    private void keep() {
        own.forEach(headers()::set);
    }

    /**
     * Stands between the codec and the door, and so sees what the door has set. The Control UI's pages run under the
     * gateway's content security policy; what comes without one runs under the door's, which lets nothing run. It leaves
     * the pipeline when the connection becomes a WebSocket.
     */
    static final class Keeper extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof PassedHead head) {
                head.keep();
            }
            super.write(ctx, message, promise);
            if (message instanceof HttpResponse answer
                    && answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                ctx.pipeline().remove(this);
            }
        }
    }
}
