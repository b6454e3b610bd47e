package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.fakegateway.internal.connect.SharedLogin;
import dev.missioncontrol.fakegateway.internal.connect.SharedLogin.Mode;
import dev.missioncontrol.fakegateway.internal.core.Settings;
import dev.missioncontrol.fakegateway.internal.pairing.BookKeeper;
import dev.missioncontrol.fakegateway.internal.pairing.StateFile;
import dev.missioncontrol.fakegateway.internal.rpc.SessionRow;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link FakeGateway}. Everything has a default: a free port, a random token, nothing on disk. */
public final class FakeGatewayBuilder {
    private final Set<String> allowedOrigins = new LinkedHashSet<>();
    private final List<ServedSession> sessions = new ArrayList<>();
    private int port;
    private Mode mode = Mode.TOKEN;
    private @Nullable Secret shared;
    private boolean trustsForwarded;
    private @Nullable SSLContext tls;
    private LocalPairing localPairing = LocalPairing.SILENT;
    private @Nullable Path stateFile;
    private InstantSource clock = InstantSource.system();
    private SecureRandom random = new SecureRandom();
    private Duration tickInterval = Duration.ofSeconds(30);
    private Duration handshakeTimeout = Duration.ofSeconds(15);
    private @Nullable String userHeader;

    FakeGatewayBuilder() {}

    /** The port on 127.0.0.1; 0, the default, takes a free one. */
    public FakeGatewayBuilder port(int number) {
        port = number;
        return this;
    }

    /** The shared token; a random one by default. */
    public FakeGatewayBuilder sharedToken(Secret token) {
        mode = Mode.TOKEN;
        shared = token;
        return this;
    }

    /** Asks for this password in place of a token. */
    public FakeGatewayBuilder password(Secret password) {
        mode = Mode.PASSWORD;
        shared = password;
        return this;
    }

    /** Asks for neither token nor password. */
    public FakeGatewayBuilder insecureNoLogin() {
        mode = Mode.NONE;
        shared = null;
        return this;
    }

    /** Speaks TLS with this context's key and certificate, and nothing else. */
    public FakeGatewayBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /**
     * Takes {@code X-Forwarded-For} of a proxy on this machine for the client's address: such a client is on another
     * machine, nobody of whom is approved silently. Without it the header is refused with HTTP 403.
     */
    public FakeGatewayBuilder trustForwardedFor() {
        trustsForwarded = true;
        return this;
    }

    /** What happens to new devices of this machine; {@link LocalPairing#SILENT} by default, as at the gateway. */
    public FakeGatewayBuilder localPairing(LocalPairing pairing) {
        localPairing = pairing;
        return this;
    }

    /**
     * Keeps pairings, requests and device tokens in this file, so that they outlive the process.
     *
     * <p>The file has mode 0600 and is replaced as a whole; one that others may open is refused at the start. Its folder
     * must exist.
     */
    public FakeGatewayBuilder stateFile(Path file) {
        stateFile = file;
        return this;
    }

    /** The clock of challenges, requests and records. Ticks and timeouts run on real time. */
    public FakeGatewayBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** The source of ids, nonces and tokens. */
    public FakeGatewayBuilder random(SecureRandom source) {
        random = source;
        return this;
    }

    /** How often {@code tick} is sent, and what hellos say about it; 30 seconds by default. */
    public FakeGatewayBuilder tickInterval(Duration interval) {
        tickInterval = interval;
        return this;
    }

    /** How long a client may take to connect; 15 seconds by default. */
    public FakeGatewayBuilder handshakeTimeout(Duration timeout) {
        handshakeTimeout = timeout;
        return this;
    }

    /** One more Origin that browsers may connect from. Loopback ones may always. */
    public FakeGatewayBuilder allowOrigin(String origin) {
        allowedOrigins.add(origin);
        return this;
    }

    /**
     * Takes the word of proxies on this machine about who connects, as the gateway's trusted-proxy mode does; the shared
     * token counts for nothing then. A connection needs {@code X-Forwarded-For} with an address that is not loopback,
     * {@code X-Forwarded-Proto}, and the person's name in this header.
     */
    public FakeGatewayBuilder trustedProxy(String userHeaderName) {
        userHeader = userHeaderName;
        return this;
    }

    /** One more conversation to show. */
    public FakeGatewayBuilder session(ServedSession session) {
        sessions.add(session);
        return this;
    }

    /**
     * Starts the gateway.
     *
     * @throws IllegalStateException if the state file is not usable
     */
    public FakeGateway start() {
        Settings settings = new Settings(
                new SharedLogin(mode, shared == null ? new Tokens(random).base64Url() : shared),
                localPairing == LocalPairing.SILENT,
                allowedOrigins,
                clock,
                random,
                tickInterval,
                handshakeTimeout,
                stateFile == null ? BookKeeper.inMemory() : new StateFile(stateFile),
                sessions.stream().map(this::row).toList(),
                Optional.ofNullable(userHeader),
                trustsForwarded,
                Optional.ofNullable(tls));
        return FakeGateway.start(settings, port);
    }

    private SessionRow row(ServedSession session) {
        long at = session.updatedAt().toEpochMilli();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new SessionRow(session.key(), id, "main", session.label(), at, at);
    }
}
