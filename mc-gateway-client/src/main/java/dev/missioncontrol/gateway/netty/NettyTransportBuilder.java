package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.netty.NettyTransport.PlaintextRule;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Gathers the settings of a {@link NettyTransport}. Not thread-safe. */
public final class NettyTransportBuilder {
    private int threads = 1;
    private Duration patience = Duration.ofSeconds(10);
    private @Nullable SSLContext tls;
    private PlaintextRule plaintext = PlaintextRule.LOOPBACK_ONLY;

    NettyTransportBuilder() {}

    /** Sets how many event loop threads share the sockets; default: one, plenty for a client and small relays. */
    public NettyTransportBuilder threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is due");
        }
        this.threads = threads;
        return this;
    }

    /** Sets how long each of connecting, TLS and upgrade may take; default: 10 seconds. */
    public NettyTransportBuilder patience(Duration patience) {
        if (patience.toMillis() < 1) {
            throw new IllegalArgumentException("the patience is at least a millisecond");
        }
        this.patience = patience;
        return this;
    }

    /** Sets whom to trust over TLS; default: the JDK's own context. Host names are checked in any case. */
    public NettyTransportBuilder tls(SSLContext context) {
        this.tls = context;
        return this;
    }

    /** Allows {@code ws://} to hosts other than loopback: tokens then travel in the clear. */
    public NettyTransportBuilder insecureAllowPlaintext() {
        plaintext = PlaintextRule.ANYBODY;
        return this;
    }

    /** Builds the transport. It holds selectors until it is closed; threads start with the first socket. */
    public NettyTransport build() {
        DefaultThreadFactory daemons = new DefaultThreadFactory("gateway-io", true);
        return new NettyTransport(
                new MultiThreadIoEventLoopGroup(threads, daemons, NioIoHandler.newFactory()),
                tls == null ? platformTls() : tls,
                patience,
                plaintext);
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no usable TLS", e);
        }
    }
}
