package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.internal.tls.CertificatePin;
import dev.missioncontrol.gateway.internal.tls.PinnedTrust;
import dev.missioncontrol.gateway.netty.TransportSettings.NameRule;
import dev.missioncontrol.gateway.netty.TransportSettings.PlaintextRule;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
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
    private Duration messageDeadline = Duration.ofSeconds(30);
    private Duration writeDeadline = Duration.ofSeconds(30);
    private @Nullable SSLContext tls;
    private @Nullable CertificatePin pin;
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
        this.patience = atLeastOneMilli(patience, "the patience");
        return this;
    }

    /**
     * Sets how long one message may take from its first byte to its last; default: 30 seconds. Time in which this side
     * paused reading does not count.
     */
    public NettyTransportBuilder messageDeadline(Duration deadline) {
        this.messageDeadline = atLeastOneMilli(deadline, "the message deadline");
        return this;
    }

    /** Sets how long the peer may take not one byte of what waits for it; default: 30 seconds. */
    public NettyTransportBuilder writeDeadline(Duration deadline) {
        this.writeDeadline = atLeastOneMilli(deadline, "the write deadline");
        return this;
    }

    /** Sets whom to trust over TLS; default: the JDK's own context. Host names are checked unless a pin is set. */
    public NettyTransportBuilder tls(SSLContext context) {
        this.tls = context;
        return this;
    }

    /**
     * Trusts one certificate alone, whoever signed it and whatever name and dates it has. A gateway that shows another
     * is never spoken to: {@link GatewayTransportException.Kind#PIN_MISMATCH}, with both fingerprints in its message.
     *
     * @param sha256 the SHA-256 fingerprint of the certificate: 64 hexadecimal digits, with or without colons
     * @throws IllegalArgumentException if it has another form
     */
    public NettyTransportBuilder pin(String sha256) {
        this.pin = CertificatePin.parse(sha256);
        return this;
    }

    /** Allows {@code ws://} to hosts other than loopback: tokens then travel in the clear. */
    public NettyTransportBuilder insecureAllowPlaintext() {
        plaintext = PlaintextRule.ANYBODY;
        return this;
    }

    /**
     * Builds the transport. It holds selectors until it is closed; threads start with the first socket.
     *
     * @throws IllegalStateException if both a TLS context and a pin are set
     */
    public NettyTransport build() {
        if (pin != null && tls != null) {
            throw new IllegalStateException("a pin trusts one certificate alone: set it or a TLS context");
        }
        DefaultThreadFactory daemons = new DefaultThreadFactory("gateway-io", true);
        TransportSettings settings = new TransportSettings(
                context(),
                pin == null ? NameRule.HOST_NAME : NameRule.PIN,
                plaintext,
                patience,
                messageDeadline,
                writeDeadline);
        return new NettyTransport(
                new MultiThreadIoEventLoopGroup(threads, daemons, NioIoHandler.newFactory()), settings);
    }

    private SSLContext context() {
        if (pin != null) {
            return PinnedTrust.context(pin);
        }
        return tls == null ? platformTls() : tls;
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no usable TLS", e);
        }
    }

    private static Duration atLeastOneMilli(Duration duration, String name) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + " is at least a millisecond");
        }
        return duration;
    }
}
