package dev.missioncontrol.gateway.netty;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.function.Supplier;

/** Asks for a WebSocket without extensions, subprotocol and {@code Origin} of its own, and takes no other. */
final class PlainHandshaker extends WebSocketClientHandshaker13 {
    private final Supplier<WebSocketFrameDecoder> decoder;

    PlainHandshaker(URI uri, HttpHeaders headers, Supplier<WebSocketFrameDecoder> decoder) {
        super(uri, WebSocketVersion.V13, null, false, headers, WebSocketReader.MOST_BYTES);
        this.decoder = decoder;
    }

    @Override
    protected FullHttpRequest newHandshakeRequest() {
        FullHttpRequest request = super.newHandshakeRequest();
        if (!customHeaders.contains(HttpHeaderNames.ORIGIN)) {
            request.headers().remove(HttpHeaderNames.ORIGIN);
        }
        return request;
    }

    @Override
    protected void verify(FullHttpResponse answer) {
        super.verify(answer);
        if (answer.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            throw new WebSocketClientHandshakeException("an extension that nobody offered", answer);
        }
    }

    @Override
    protected WebSocketFrameDecoder newWebsocketDecoder() {
        return decoder.get();
    }
}
