package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.connect.SharedLogin;
import dev.missioncontrol.fakegateway.internal.pairing.BookKeeper;
import dev.missioncontrol.fakegateway.internal.rpc.SessionRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How one gateway is set up.
 *
 * @param silently whether clients of this machine are approved without a person
 * @param userHeader where a trusted proxy names the person; empty if none is trusted
 * @param trustsForwarded whether a proxy on this machine may say that a client is on another
 * @param tls what to speak TLS with; empty for plain sockets
 */
public record Settings(
        SharedLogin shared,
        boolean silently,
        Set<String> allowedOrigins,
        InstantSource clock,
        SecureRandom random,
        Duration tickInterval,
        Duration handshakeTimeout,
        BookKeeper keeper,
        List<SessionRow> sessions,
        Optional<String> userHeader,
        boolean trustsForwarded,
        Optional<SSLContext> tls) {
    public Settings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        sessions = List.copyOf(sessions);
    }
}
