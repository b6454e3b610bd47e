package dev.missioncontrol.relay;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/** A relay whose backend is paired already, for gateways that a test speaks by itself. */
final class PairedBackend {
    private PairedBackend() {}

    /** Begins such a relay at this gateway, over these stores; audit log and revocations are still to be named. */
    static GatewayRelayBuilder at(URI gateway, GatewayTransport transport, InMemoryUnitOfWork unit, Callers callers) {
        InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
        DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
        new BackendTrust("backend", pairings, unit, InstantSource.system())
                .observe(new BackendObservation.Confirmed(device.id(), Access.fullOperator()));
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        tokens.save(
                GatewayTokenStore.nameOf(gateway),
                device.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("t"), Set.of(Scope.READ)));
        TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
                .build();
        Upstream upstream = Upstream.device(gateway, device, ClientProfile.backend("Test", "1"), tokens, transport);
        return GatewayRelay.builder(engine, callers, upstream);
    }
}
