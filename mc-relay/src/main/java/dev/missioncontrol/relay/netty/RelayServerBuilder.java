package dev.missioncontrol.relay.netty;

import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Settings of a {@link RelayServer}. Not thread-safe. */
public final class RelayServerBuilder {
    final GatewayRelay relay;
    final UpgradeGate gate;
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    String path = "/gateway";
    Set<ListenerTrait> traits = Set.of();
    int maxConnections = 1_000;
    Duration upgradeTimeout = Duration.ofSeconds(10);
    Duration pingEvery = Duration.ofSeconds(25);

    RelayServerBuilder(GatewayRelay relay, UpgradeGate gate) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.gate = Objects.requireNonNull(gate, "gate");
    }

    /** Where to listen; a free port on loopback by default. */
    public RelayServerBuilder bind(InetSocketAddress address) {
        this.bind = Objects.requireNonNull(address, "address");
        return this;
    }

    /**
     * The one path that is served; {@code /gateway} by default.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public RelayServerBuilder path(String only) {
        if (!only.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash");
        }
        this.path = only;
        return this;
    }

    /** What the embedder vouches for about this listener; nothing by default. */
    public RelayServerBuilder traits(Set<ListenerTrait> vouched) {
        this.traits = Set.copyOf(vouched);
        return this;
    }

    /**
     * How many sockets may be open at once, those in their upgrade included; 1,000 by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RelayServerBuilder maxConnections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one connection must find room");
        }
        this.maxConnections = most;
        return this;
    }

    /** How long a socket may take to send its whole upgrade request; ten seconds by default. */
    public RelayServerBuilder upgradeTimeout(Duration limit) {
        this.upgradeTimeout = positive(limit);
        return this;
    }

    /** How often clients are pinged; every 25 seconds by default, as the gateway does. */
    public RelayServerBuilder pingEvery(Duration interval) {
        this.pingEvery = positive(interval);
        return this;
    }

    /** Binds and serves. Blocks until the port is taken. */
    public RelayServer start() {
        return RelayServer.start(this);
    }

    private static Duration positive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the time is positive");
        }
        return time;
    }
}
