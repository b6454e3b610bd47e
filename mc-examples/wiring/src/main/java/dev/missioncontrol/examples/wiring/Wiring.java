package dev.missioncontrol.examples.wiring;

import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.FileDeviceIdentityStore;
import dev.missioncontrol.gateway.FileGatewayTokenStore;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.relay.BackendWatch;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * A relay on a port of its own, in front of one gateway: what the README shows.
 *
 * @param control the backend's own connection to the gateway
 * @param server where clients connect to
 * @param closing what has to be closed, in this order
 */
record Wiring(GatewayClient control, RelayServer server, List<Runnable> closing) implements AutoCloseable {
    /** Starts it, with what is kept in {@code data}; {@code callers} is the embedder's sign-in. */
    static Wiring start(Path data, URI gateway, Secret sharedToken, Callers callers) {
        var clock = InstantSource.system();
        var stores = JdbcDatabase.sqlite(data.resolve("mission-control.db"), clock);
        var policy = TrustPolicies.backendOwned(Role.VIEWER);
        var engine = TrustEngine.builder(policy, stores.pairings(), stores).build();
        var trust = new BackendTrust("backend", stores.pairings(), stores, clock);

        var identities = new FileDeviceIdentityStore(data.resolve("device.key"), new SecureRandom());
        var identity = identities.load().orElseGet(identities::create);
        var tokens = new FileGatewayTokenStore(data.resolve("gateway-tokens.json"));
        var transport = NettyTransport.builder().build();
        var profile = ClientProfile.backend("Mission Control of Example Ltd", "1.0");
        var control = GatewayClient.builder(gateway, identity)
                .profile(profile)
                .credential(new Credential.SharedToken(sharedToken))
                .tokens(tokens)
                .transport(transport)
                .listener(new BackendWatch(trust, identity.id()))
                .build();

        var revocations = RevocationFeed.follow(stores, RevocationFeed.HEARTBEAT);
        var upstream = Upstream.device(gateway, identity, profile, tokens, transport);
        var relay = GatewayRelay.builder(engine, callers, upstream)
                .audit(new AuditLog(stores, stores))
                .revocations(revocations)
                .build();
        var gate = UpgradeGate.of(RequestGuard.of(HostAllowlist.ofCsv("localhost, 127.0.0.1")));
        var server = RelayServer.builder(relay, gate).start();
        control.start();
        return new Wiring(
                control,
                server,
                List.of(
                        server::close,
                        relay::close,
                        control::close,
                        transport::close,
                        engine::close,
                        revocations::close,
                        stores::close));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
