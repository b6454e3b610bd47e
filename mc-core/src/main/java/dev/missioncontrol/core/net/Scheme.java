package dev.missioncontrol.core.net;

/** How a request travels. */
public enum Scheme {
    /** Plain HTTP. */
    HTTP(80),
    /** HTTP over TLS. */
    HTTPS(443),
    /** A plain WebSocket. */
    WS(80),
    /** A WebSocket over TLS. */
    WSS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The port meant when none is written. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Tells whether TLS protects it. */
    public boolean isSecure() {
        return this == HTTPS || this == WSS;
    }
}
