package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.relay.netty.NettyMemory;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large gateway frame meets a client that does not read: over real sockets, in bounded memory. */
class SlowReaderTest {
    private static final long MIB = 1024 * 1024;

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    private final NettyTransport transport = NettyTransport.builder().build();
    private FloodGateway gateway;
    private GatewayRelay relay;
    private RelayServer server;

    @BeforeEach
    void start() throws Exception {
        gateway = new FloodGateway();
        relay = relay();
        server = RelayServer.builder(relay, upgrade -> new UpgradeVerdict.Admit())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
        transport.close();
        feed.close();
        gateway.close();
    }

    @Test
    @Timeout(60)
    void frame_of_25_MiB_when_the_client_does_not_read_waits_at_the_gateway_and_arrives_whole() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(32 * 1024);
            socket.connect(new InetSocketAddress(
                    server.address().getAddress(), server.address().getPort()));
            RawSocket client = RawSocket.client(socket, "/gateway");
            client.next();
            client.send(RelayWorld.connect("operator.read").toString());
            String hello = client.next();
            assertThat(hello).contains("\"ok\":true");
            long before = NettyMemory.used();
            client.send(RelayWorld.call("1", "config.schema"));
            long taken = takenWhenStill();
            long held = NettyMemory.used() - before;
            System.out.printf(
                    Locale.ROOT,
                    "a frame of 25 MiB to a client that does not read: %.1f MiB taken from the gateway, kernel buffers"
                            + " included, %.1f MiB of it held here%n",
                    (double) taken / MIB,
                    (double) held / MIB);
            assertThat(taken).isLessThan(16 * MIB);
            assertThat(held).isLessThan(8 * MIB);
            CRC32 sum = new CRC32();
            assertThat(client.next(sum)).isEqualTo(FloodGateway.FRAME);
            assertThat(sum.getValue()).isEqualTo(FloodGateway.checksum());
        }
    }

    /** How much was taken from the gateway when nothing more is. */
    private long takenWhenStill() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long before = -1;
        long now = gateway.written();
        for (int rounds = 0; rounds < 50 && (now == 0 || now != before); rounds++) {
            assertThat(never.await(400, TimeUnit.MILLISECONDS)).isFalse();
            before = now;
            now = gateway.written();
        }
        return now;
    }

    private GatewayRelay relay() {
        InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
        DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
        new BackendTrust("backend", pairings, unit, InstantSource.system())
                .observe(new BackendObservation.Confirmed(device.id(), Access.fullOperator()));
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        tokens.save(
                GatewayTokenStore.nameOf(gateway.url()),
                device.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("t"), Set.of(Scope.READ)));
        TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
                .build();
        Upstream upstream =
                Upstream.device(gateway.url(), device, ClientProfile.backend("Test", "1"), tokens, transport);
        return GatewayRelay.builder(engine, new Vera(), upstream)
                .audit(new AuditLog(unit, unit))
                .revocations(feed)
                .build();
    }

    private static final class Vera implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            Subject vera = new Subject.Authenticated(
                    new UserId("vera"), Role.VIEWER, SignIn.API_KEY, Access.operator(Scope.READ));
            return new Identification.Known(new Caller(vera, new CredentialRef.OfKey("k"), null));
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return true;
        }
    }
}
