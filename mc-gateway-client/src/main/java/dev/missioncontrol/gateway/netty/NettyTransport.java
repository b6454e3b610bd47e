package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens WebSockets over Netty. Thread-safe; its threads are daemons. */
public final class NettyTransport implements GatewayTransport {
    private NettyTransport() {}

    /** Starts building a transport. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
    }

    @Override
    public void close() {}

    /** Builds a {@link NettyTransport}. Not thread-safe. */
    public static final class Builder {
        private Builder() {}

        /** Allows {@code ws://} to hosts other than loopback: tokens then travel in the clear. */
        public Builder insecureAllowPlaintext() {
            return this;
        }

        /** Builds the transport; threads start with the first socket. */
        public NettyTransport build() {
            return new NettyTransport();
        }
    }
}
