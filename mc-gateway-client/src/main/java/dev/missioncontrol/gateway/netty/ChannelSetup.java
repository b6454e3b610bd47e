package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.internal.endpoint.Endpoint;
import dev.missioncontrol.gateway.netty.TransportSettings.NameRule;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Builds the pipeline of one channel: TLS where due, the upgrade, then text frames both ways. */
final class ChannelSetup extends ChannelInitializer<Channel> {
    private static final int LONGEST_ANSWER = 65_536;

    private final Endpoint endpoint;
    private final Map<String, String> headers;
    private final TransportSettings settings;
    private final SocketHandler handler;

    ChannelSetup(Endpoint endpoint, Map<String, String> headers, TransportSettings settings, SocketHandler handler) {
        this.endpoint = endpoint;
        this.headers = headers;
        this.settings = settings;
        this.handler = handler;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new WriteDeadline(settings.writeDeadline()));
        if (endpoint.scheme().isSecure()) {
            pipeline.addLast(tlsHandler());
        }
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(LONGEST_ANSWER));
        pipeline.addLast(new WebSocketClientProtocolHandler(handshaker(), config()));
        pipeline.addLast(new PieceEncoder());
        pipeline.addLast(handler);
    }

    private SslHandler tlsHandler() {
        SSLEngine engine = settings.tls().createSSLEngine(endpoint.host().value(), endpoint.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (settings.nameRule() == NameRule.HOST_NAME) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        engine.setSSLParameters(parameters);
        SslHandler ssl = new SslHandler(engine);
        ssl.setHandshakeTimeoutMillis(settings.patience().toMillis());
        return ssl;
    }

    private PlainHandshaker handshaker() {
        HttpHeaders extra = new DefaultHttpHeaders();
        headers.forEach(extra::set);
        return new PlainHandshaker(
                endpoint.uri(), extra, () -> new PieceDecoder(handler.pauses(), settings.messageDeadline()));
    }

    private WebSocketClientProtocolConfig config() {
        return WebSocketClientProtocolConfig.newBuilder()
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .withUTF8Validator(false)
                .handshakeTimeoutMillis(settings.patience().toMillis())
                .build();
    }
}
