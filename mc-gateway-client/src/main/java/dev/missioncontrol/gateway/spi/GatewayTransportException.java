package dev.missioncontrol.gateway.spi;

import java.security.cert.CertificateException;
import java.util.OptionalInt;

/** A socket could not be opened. */
public final class GatewayTransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, to branch on. May grow: keep a default branch. */
    public enum Kind {
        /** The address breaks a rule: user information, fragment, foreign scheme, plain text to another host. */
        ADDRESS,
        /** Nobody listens, the name is unknown, or the connection broke before the upgrade was answered. */
        REFUSED,
        /** No answer in time. */
        TIMEOUT,
        /** The peer's certificate or its TLS is not acceptable. */
        TLS,
        /** The peer shows another certificate than the pinned one; the message names both fingerprints. */
        PIN_MISMATCH,
        /** The upgrade was answered with an HTTP status other than 101. */
        HTTP_STATUS,
        /** The upgrade was answered with 101, but not as RFC 6455 asks. */
        HANDSHAKE,
        /** The transport was closed. */
        CLOSED
    }

    private final Kind kind;
    private final int status;

    private GatewayTransportException(Kind kind, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
    }

    /**
     * A failure without an HTTP status.
     *
     * @param kind what went wrong
     * @param message a text for logs, free of secrets
     */
    public GatewayTransportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.status = 0;
    }

    /** A failure with a cause. */
    public static GatewayTransportException causedBy(Kind kind, Throwable cause) {
        return new GatewayTransportException(
                kind, 0, kind + ": " + cause.getClass().getSimpleName(), cause);
    }

    /** A refused upgrade: kind {@link Kind#HTTP_STATUS}. */
    public static GatewayTransportException ofStatus(int status, Throwable cause) {
        return new GatewayTransportException(
                Kind.HTTP_STATUS, status, "the upgrade was answered with HTTP status " + status, cause);
    }

    /**
     * A certificate that is not the pinned one: kind {@link Kind#PIN_MISMATCH}.
     *
     * @param cause its message names both fingerprints
     */
    public static GatewayTransportException ofPin(CertificateException cause) {
        return new GatewayTransportException(Kind.PIN_MISMATCH, 0, String.valueOf(cause.getMessage()), cause);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status, present for {@link Kind#HTTP_STATUS}. */
    public OptionalInt httpStatus() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
