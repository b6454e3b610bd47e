package dev.missioncontrol.relay;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.trust.RevocationFeed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A relay without sockets for one connection after another; whoever comes is Olga, an operator. */
final class InletWorld implements AutoCloseable {
    static final Subject.Authenticated OLGA =
            new Subject.Authenticated(new UserId("olga"), Role.OPERATOR, SignIn.API_KEY, Access.fullOperator());
    private static final URI ADDRESS = URI.create("ws://127.0.0.1:1");

    final LinkedGateway gateway = new LinkedGateway();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofMinutes(5));
    private final GatewayRelay relay = relay();

    /** A client that has its challenge. */
    Client open() throws InterruptedException {
        Client client = new Client();
        client.heard.next();
        return client;
    }

    @Override
    public void close() {
        relay.close();
        feed.close();
        gateway.close();
    }

    private GatewayRelay relay() {
        return PairedBackend.at(ADDRESS, gateway, unit, new Olga())
                .audit(new AuditLog(unit, unit))
                .revocations(feed)
                .build();
    }

    /** One client and what it heard. */
    final class Client {
        final Heard heard = new Heard();
        private final RelayInlet inlet;

        private Client() {
            inlet = relay.open(new Ears(heard), upgrade());
        }

        void send(List<byte[]> pieces) {
            for (int i = 0; i < pieces.size(); i++) {
                inlet.onText(ByteBuffer.wrap(pieces.get(i)), i == pieces.size() - 1 ? Part.ENDS : Part.CONTINUES);
            }
        }

        void leave() {
            inlet.onClosed(1000, "");
        }
    }

    private static RequestFacts upgrade() {
        return new RequestFacts(
                "GET",
                "/gateway",
                Headers.empty(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711),
                Scheme.HTTP,
                Set.of());
    }

    private record Ears(Heard heard) implements RelayConnection {
        @Override
        public void send(ByteBuffer utf8, Part part) {
            heard.send(utf8, part);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void close(int code, String reason) {
            heard.close(code);
        }
    }

    private static final class Olga implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            return new Identification.Known(new Caller(OLGA, new CredentialRef.OfKey("k"), null));
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return true;
        }
    }
}
