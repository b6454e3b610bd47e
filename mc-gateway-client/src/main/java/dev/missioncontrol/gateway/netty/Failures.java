package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.internal.tls.PinMismatchException;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Names what went wrong before a socket was open, by the type of the failure. */
final class Failures {
    private static final int SWITCHING_PROTOCOLS = 101;

    private Failures() {}

    static GatewayTransportException ofConnect(Throwable cause) {
        return GatewayTransportException.causedBy(
                cause instanceof ConnectTimeoutException ? Kind.TIMEOUT : Kind.REFUSED, cause);
    }

    static GatewayTransportException ofUpgrade(Throwable cause) {
        if (cause instanceof GatewayTransportException known) {
            return known;
        }
        Optional<PinMismatchException> mismatch = pinMismatch(cause);
        if (mismatch.isPresent()) {
            return GatewayTransportException.ofPin(mismatch.get());
        }
        if (cause instanceof WebSocketClientHandshakeException refused) {
            return ofAnswer(refused);
        }
        return GatewayTransportException.causedBy(kindOf(cause), cause);
    }

    private static GatewayTransportException ofAnswer(WebSocketClientHandshakeException refused) {
        HttpResponse response = refused.response();
        int status = response == null ? SWITCHING_PROTOCOLS : response.status().code();
        return status == SWITCHING_PROTOCOLS
                ? GatewayTransportException.causedBy(Kind.HANDSHAKE, refused)
                : GatewayTransportException.ofStatus(status, refused);
    }

    private static Optional<PinMismatchException> pinMismatch(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinMismatchException mismatch) {
                return Optional.of(mismatch);
            }
        }
        return Optional.empty();
    }

    private static Kind kindOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SslHandshakeTimeoutException) {
                return Kind.TIMEOUT;
            }
            if (cause instanceof SSLException) {
                return Kind.TLS;
            }
            if (cause instanceof IOException) {
                return Kind.REFUSED;
            }
        }
        return Kind.HANDSHAKE;
    }
}
