package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Scheme;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns a request as Netty decoded it into facts. */
final class NettyFacts {

    private NettyFacts() {}

    /** The facts; empty if the request could not be decoded, or if the channel is no socket. */
    static Optional<RequestFacts> of(Channel channel, HttpRequest request, Set<ListenerTrait> traits) {
        if (request.decoderResult().isFailure() || !(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            return Optional.empty();
        }
        return Optional.of(new RequestFacts(
                request.method().name(), request.uri(), headers(request), peer, scheme(channel), traits));
    }

    /** TLS that ends here; TLS that ended before is a proxy's word. */
    static Scheme scheme(Channel channel) {
        return channel.pipeline().get(SslHandler.class) == null ? Scheme.HTTP : Scheme.HTTPS;
    }

    private static Headers headers(HttpRequest request) {
        Map<String, List<String>> fields = new TreeMap<>();
        request.headers()
                .forEach(field -> fields.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                        .add(field.getValue()));
        return Headers.of(fields);
    }
}
