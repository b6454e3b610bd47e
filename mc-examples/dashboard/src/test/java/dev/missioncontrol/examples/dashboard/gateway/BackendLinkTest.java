package dev.missioncontrol.examples.dashboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Pairing;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendLinkTest {
    private final DeviceIdentity identity = DeviceIdentity.ofSeed(new byte[32]);
    private final InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();

    @ParameterizedTest
    @ValueSource(strings = {"wss://gateway.example", "wss://Gateway.Example:443/", "wss://gateway.example:8443"})
    void pairAgain_whateverWayTheAddressIsWritten_forgetsTheWithdrawnToken(String address) {
        URI endpoint = URI.create(address);
        String kept = GatewayTokenStore.nameOf(endpoint);
        tokens.save(
                kept,
                identity.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("withdrawn-token"), Set.of(Scope.READ)));
        try (BackendLink link = link(endpoint)) {
            link.pairAgain();

            assertThat(tokens.find(kept, identity.id(), ClientRole.OPERATOR)).isEmpty();
        }
    }

    @Test
    void observation_whenTheStoreIsLostForAMoment_isTakenInLater() throws Exception {
        InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
        LostOnce once = new LostOnce(unit);
        BackendTrust trust = new BackendTrust("backend", new InMemoryPairingStore(unit), once, InstantSource.system());
        try (FakeGateway gateway = FakeGateway.builder().start();
                GatewayTransport transport = NettyTransport.builder().build();
                BackendLink link = new BackendLink(
                        new RemoteGateway(gateway.url(), gateway.sharedToken()),
                        identity,
                        tokens,
                        transport,
                        trust,
                        ClientProfile.backend("Test", "1"),
                        Duration.ofMillis(20))) {
            link.start();

            assertThat(once.written.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(trust.pairing()).isInstanceOf(Pairing.Paired.class);
        }
    }

    private BackendLink link(URI endpoint) {
        InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
        return new BackendLink(
                new RemoteGateway(endpoint, Secret.of("shared-token")),
                identity,
                tokens,
                new Unreachable(),
                new BackendTrust("backend", new InMemoryPairingStore(unit), unit, InstantSource.system()),
                ClientProfile.backend("Test", "1"),
                Duration.ofMinutes(1));
    }

    /** A store that is lost at the first commit and well at the next. */
    private static final class LostOnce implements UnitOfWork {
        private final UnitOfWork unit;
        private final AtomicBoolean lost = new AtomicBoolean(true);
        private final CountDownLatch written = new CountDownLatch(1);

        LostOnce(UnitOfWork unit) {
            this.unit = unit;
        }

        @Override
        public <R> R commit(Function<Tx, R> work) {
            if (lost.getAndSet(false)) {
                throw new StoreException("lost for a moment");
            }
            R result = unit.commit(work);
            written.countDown();
            return result;
        }
    }

    /** A network on which nothing answers. */
    private static final class Unreachable implements GatewayTransport {
        @Override
        public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
