package dev.missioncontrol.relay.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Netty's HTTP codec for servers, but a body length beside chunks is an error (RFC 9112 section 6.3): Netty's own drops
 * the length before anybody sees it, and reads on.
 */
final class StrictHttpCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
    private static final int LONGEST_REQUEST_LINE = 8_192;
    private static final int LONGEST_HEADERS = 16_384;

    private final Queue<HttpMethod> unanswered = new ArrayDeque<>();

    StrictHttpCodec() {
        init(new Decoder(), new Encoder());
    }

    private final class Decoder extends HttpRequestDecoder {
        Decoder() {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                    .setMaxHeaderSize(LONGEST_HEADERS));
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
            int before = out.size();
            super.decode(ctx, bytes, out);
            out.subList(before, out.size()).forEach(message -> {
                if (message instanceof HttpRequest request) {
                    unanswered.add(request.method());
                }
            });
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("a body has one length");
        }
    }

    private final class Encoder extends HttpResponseEncoder {

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            @Nullable HttpMethod method = isFinal(response) ? unanswered.poll() : null;
            return HttpMethod.HEAD.equals(method) || super.isContentAlwaysEmpty(response);
        }

        private static boolean isFinal(HttpResponse response) {
            return response.status().code() >= 200 || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        }
    }
}
