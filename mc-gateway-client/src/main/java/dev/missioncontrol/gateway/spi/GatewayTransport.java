package dev.missioncontrol.gateway.spi;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Opens WebSockets. Thread-safe.
 *
 * <p>An implementation follows no redirect, negotiates no extension, sends no {@code Origin} unless it is among the
 * headers, refuses plain text to other hosts, answers pings, and takes text frames only.
 */
public interface GatewayTransport extends AutoCloseable {
    /**
     * Opens one socket. Returns at once.
     *
     * @param endpoint a {@code ws} or {@code wss} address without user information and fragment
     * @param headers extra headers of the upgrade request
     * @param sink where the socket delivers, from before the returned stage completes; never called when it fails
     * @return the socket, or a {@link GatewayTransportException}
     */
    CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink);

    /** Tells whether TLS peers are trusted by a pinned certificate, so that a secret cannot reach anybody else. */
    default boolean isPinned() {
        return false;
    }

    /** Closes every socket and lets the threads go. Repeated calls do nothing. */
    @Override
    void close();
}
