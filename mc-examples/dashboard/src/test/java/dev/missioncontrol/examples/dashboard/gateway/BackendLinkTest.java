package dev.missioncontrol.examples.dashboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
