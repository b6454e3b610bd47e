package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.FileDeviceIdentityStore;
import dev.missioncontrol.gateway.FileGatewayTokenStore;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.relay.AuthCallers;
import dev.missioncontrol.relay.BackendWatch;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The stores, the trust, and the relay with its two ways to the gateway: its own connection, and those of clients. */
@Configuration(proxyBeanMethods = false)
class RelayBeans {
    private static final ClientProfile PROFILE = ClientProfile.backend("Mission Control in Spring", "1.0");

    @Bean
    JdbcDatabase stores(@Value("${mc.data}") Path data) throws IOException {
        Files.createDirectories(data);
        return JdbcDatabase.sqlite(data.resolve("mission-control.db"), InstantSource.system());
    }

    /** Where the gateway is, and its shared token. */
    record Gateway(URI url, Secret token) {}

    /** The gateway that is named, or one for trying things out. */
    @Bean
    Gateway gateway(Environment settings, ObjectProvider<FakeGateway> inside) throws IOException {
        String url = settings.getRequiredProperty("mc.gateway.url");
        if (url.isEmpty()) {
            return new Gateway(inside.getObject().url(), inside.getObject().sharedToken());
        }
        String token = Files.readString(Path.of(settings.getRequiredProperty("mc.gateway.token-file")));
        return new Gateway(URI.create(url), Secret.of(token.strip()));
    }

    @Bean
    @Lazy
    FakeGateway inside() {
        return FakeGateway.builder().start();
    }

    /** What the backend meets it with. */
    record Backend(DeviceIdentity identity, FileGatewayTokenStore tokens, NettyTransport transport) {}

    @Bean
    NettyTransport transport() {
        return NettyTransport.builder().build();
    }

    @Bean
    Backend backend(@Value("${mc.data}") Path data, JdbcDatabase stores, NettyTransport transport) {
        var identities = new FileDeviceIdentityStore(data.resolve("device.key"), new SecureRandom());
        var tokens = new FileGatewayTokenStore(data.resolve("gateway-tokens.json"));
        return new Backend(identities.load().orElseGet(identities::create), tokens, transport);
    }

    @Bean(initMethod = "start")
    GatewayClient control(Gateway gateway, Backend backend, JdbcDatabase stores) {
        var trust = new BackendTrust("backend", stores.pairings(), stores, InstantSource.system());
        return GatewayClient.builder(gateway.url(), backend.identity())
                .profile(PROFILE)
                .credential(new Credential.SharedToken(gateway.token()))
                .tokens(backend.tokens())
                .transport(backend.transport())
                .listener(new BackendWatch(trust, backend.identity().id()))
                .build();
    }

    @Bean
    TrustEngine engine(JdbcDatabase stores) {
        var policy = TrustPolicies.backendOwned(Role.VIEWER);
        return TrustEngine.builder(policy, stores.pairings(), stores).build();
    }

    @Bean
    RevocationFeed revocations(JdbcDatabase stores) {
        return RevocationFeed.follow(stores, RevocationFeed.HEARTBEAT);
    }

    @Bean
    Upstream upstream(Gateway gateway, Backend backend) {
        return Upstream.device(gateway.url(), backend.identity(), PROFILE, backend.tokens(), backend.transport());
    }

    @Bean
    GatewayRelay relay(TrustEngine engine, Authenticator who, Upstream upstream, RevocationFeed feed, JdbcDatabase db) {
        return GatewayRelay.builder(engine, new AuthCallers(who), upstream)
                .audit(new AuditLog(db, db))
                .revocations(feed)
                .build();
    }
}
