package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.trust.RevocationFeed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A relay and its server before a gateway that a test speaks by hand: whoever comes is Olga, an operator. */
final class BareRelay implements AutoCloseable {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    private final MeteredTransport transport =
            new MeteredTransport(NettyTransport.builder().build());
    private final GatewayRelay relay;
    private final RelayServer server;

    BareRelay(URI gateway) {
        this(gateway, new RelayListener() {});
    }

    /** Tells this listener who comes and goes. */
    BareRelay(URI gateway, RelayListener listener) {
        relay = relay(gateway, listener);
        server = RelayServer.builder(relay, upgrade -> new UpgradeVerdict.Admit())
                .start();
    }

    /** What goes between the relay and the gateway. */
    MeteredTransport meter() {
        return transport;
    }

    /** Connects a client whose socket takes little ahead, and waits for hello. */
    RawSocket connect(Socket socket) throws IOException {
        socket.setReceiveBufferSize(32 * 1024);
        return connect(socket, "cli");
    }

    /** Connects such a program, and waits for hello. */
    RawSocket connect(Socket socket, String program) throws IOException {
        socket.connect(new InetSocketAddress(
                server.address().getAddress(), server.address().getPort()));
        RawSocket client = RawSocket.client(socket, "/gateway");
        client.next();
        ObjectNode connect = RelayWorld.connect("operator.read", "operator.write");
        connect.withObject("/params/client").put("id", program);
        client.send(connect.toString());
        String hello = client.next();
        if (!hello.contains("\"ok\":true")) {
            throw new AssertionError(hello);
        }
        return client;
    }

    @Override
    public void close() {
        relay.close();
        server.close();
        transport.close();
        feed.close();
    }

    private GatewayRelay relay(URI gateway, RelayListener listener) {
        return PairedBackend.at(gateway, transport, unit, new Olga())
                .audit(new AuditLog(unit, unit))
                .revocations(feed)
                .listener(listener)
                .build();
    }

    private static final class Olga implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            Subject olga = new Subject.Authenticated(
                    new UserId("olga"), Role.OPERATOR, SignIn.API_KEY, Access.operator(Scope.READ, Scope.WRITE));
            return new Identification.Known(new Caller(olga, new CredentialRef.OfKey("k"), null));
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return true;
        }
    }
}
