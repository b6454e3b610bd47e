package dev.missioncontrol.relay.netty;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** A web server of its own for a relay: one path, WebSockets only. Thread-safe; its threads are daemons. */
public final class RelayServer implements AutoCloseable {
    private final Listener listener;

    private RelayServer(Listener listener) {
        this.listener = listener;
    }

    /** Starts building a server; {@code gate} judges every upgrade before the WebSocket handshake. */
    public static RelayServerBuilder builder(GatewayRelay relay, UpgradeGate gate) {
        return new RelayServerBuilder(relay, gate);
    }

    static RelayServer start(RelayServerBuilder settings) {
        ConnectionLimit limit = ConnectionLimit.telling(settings.maxConnections);
        return new RelayServer(Listener.open("mc-relay", settings.bind, channel -> fill(channel, limit, settings)));
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Stops listening and cuts what is open: close the relay first. Waits for its threads, at most two seconds. */
    @Override
    public void close() {
        listener.close();
    }

    private static void fill(Channel channel, ConnectionLimit limit, RelayServerBuilder settings) {
        channel.pipeline()
                .addLast(limit, new RequestDeadline(settings.upgradeTimeout), NettyDoor.codec())
                .addLast(new UpgradeHandler(settings));
    }
}
