package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewaySocket;
import org.jspecify.annotations.Nullable;

/** One link of the client, from its opening on. Kept by the loop alone. */
final class Link {
    private final PendingCalls calls;
    private final Connection connection;
    private final Handshake handshake;
    private @Nullable GatewaySocket socket;

    Link(PendingCalls calls, Connection connection, Handshake handshake) {
        this.calls = calls;
        this.connection = connection;
        this.handshake = handshake;
    }

    PendingCalls calls() {
        return calls;
    }

    Connection connection() {
        return connection;
    }

    void welcomed(GatewaySocket open, Hello hello) {
        socket = open;
        calls.open(open, hello.maxPayload());
    }

    void close(int code) {
        GatewaySocket open = socket;
        if (open == null) {
            handshake.cancel();
        } else {
            open.close(code, "");
        }
        calls.abandon();
    }
}
