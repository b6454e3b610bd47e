package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.front.ControlUiFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/** Settings of a {@link FrontServer}. Not thread-safe. */
public final class FrontServerBuilder {
    private static final long LONGEST_FORM = 4_096;

    final ControlUiFront front;
    final GatewayRelay relay;
    private final RequestGuard guard;
    private final Tokens tokens;
    private SecurityHeaders headers = SecurityHeaders.standard();
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    int maxConnections = 1_000;
    int maxRequests = 64;
    long longestAnswer = 64L * 1024 * 1024;
    Duration requestTimeout = Duration.ofSeconds(30);
    Duration stallTimeout = Duration.ofSeconds(60);
    Duration pingEvery = Duration.ofSeconds(25);

    FrontServerBuilder(ControlUiFront front, GatewayRelay relay, RequestGuard guard, Tokens tokens) {
        this.front = Objects.requireNonNull(front, "front");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.guard = Objects.requireNonNull(guard, "guard");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
    }

    /** Where to listen; a free port on loopback by default. */
    public FrontServerBuilder bind(InetSocketAddress address) {
        this.bind = Objects.requireNonNull(address, "address");
        return this;
    }

    /** The security headers; {@link SecurityHeaders#standard()} by default. */
    public FrontServerBuilder headers(SecurityHeaders onAnswers) {
        this.headers = Objects.requireNonNull(onAnswers, "onAnswers");
        return this;
    }

    /**
     * How many sockets may be open at once; 1,000 by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FrontServerBuilder maxConnections(int most) {
        this.maxConnections = atLeastOne(most);
        return this;
    }

    /**
     * How many requests may be under way at once, bodies on their way included; 64 by default. Those beyond get 503.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FrontServerBuilder maxRequests(int most) {
        this.maxRequests = atLeastOne(most);
        return this;
    }

    /**
     * How many bytes of an answer of the gateway are passed on before it is cut; 64 MiB by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FrontServerBuilder longestAnswer(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("an answer has at least one byte");
        }
        this.longestAnswer = bytes;
        return this;
    }

    /** How long a browser may take for its next whole request, idle time included; 30 seconds by default. */
    public FrontServerBuilder requestTimeout(Duration limit) {
        this.requestTimeout = positive(limit);
        return this;
    }

    /** How long nothing may move while an answer is passed on, on either side; 60 seconds by default. */
    public FrontServerBuilder stallTimeout(Duration limit) {
        this.stallTimeout = positive(limit);
        return this;
    }

    /** How often clients of the socket are pinged; every 25 seconds by default. */
    public FrontServerBuilder pingEvery(Duration interval) {
        this.pingEvery = positive(interval);
        return this;
    }

    /** Binds and serves. Blocks until the port is taken. */
    public FrontServer start() {
        return FrontServer.start(this);
    }

    Door door() {
        return Door.of(guard.limitingBody(LONGEST_FORM), headers, tokens).servingPages(ControlUiFront::isOwn);
    }

    private static int atLeastOne(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one must find room");
        }
        return most;
    }

    private static Duration positive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the time is positive");
        }
        return time;
    }
}
