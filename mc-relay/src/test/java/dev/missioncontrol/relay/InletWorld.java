package dev.missioncontrol.relay;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
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
        InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
        DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
        new BackendTrust("backend", pairings, unit, InstantSource.system())
                .observe(new BackendObservation.Confirmed(device.id(), Access.fullOperator()));
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        tokens.save(
                GatewayTokenStore.nameOf(ADDRESS),
                device.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("t"), Set.of(Scope.READ)));
        Upstream upstream = Upstream.device(ADDRESS, device, ClientProfile.backend("Test", "1"), tokens, gateway);
        TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
                .build();
        return GatewayRelay.builder(engine, new Olga(), upstream)
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
