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
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores, the trust, and the relay with its two ways to the gateway: its own connection, and those of clients. */
@Configuration(proxyBeanMethods = false)
class RelayBeans {
    private static final ClientProfile PROFILE = ClientProfile.backend("Mission Control in Spring", "1.0");

    @Bean
    JdbcDatabase stores(@Value("${mc.data}") Path data) throws IOException {
        Files.createDirectories(data);
        return JdbcDatabase.sqlite(data.resolve("mission-control.db"), InstantSource.system());
    }

    @Bean
    TrustEngine engine(JdbcDatabase stores) {
        return TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), stores.pairings(), stores)
                .build();
    }

    @Bean
    RevocationFeed revocations(JdbcDatabase stores) {
        return RevocationFeed.follow(stores, RevocationFeed.HEARTBEAT);
    }

    @Bean
    NettyTransport transport() {
        return NettyTransport.builder().build();
    }

    /** The gateway that is named, or one for trying things out. */
    @Bean
    Gateway gateway(@Value("${mc.gateway.url}") String url, @Value("${mc.gateway.token-file}") String tokenFile)
            throws IOException {
        if (url.isEmpty()) {
            FakeGateway inside = FakeGateway.builder().start();
            return new Gateway(inside.url(), inside.sharedToken(), inside::close);
        }
        return new Gateway(
                URI.create(url), Secret.of(Files.readString(Path.of(tokenFile)).strip()), () -> {});
    }

    @Bean
    DeviceIdentity identity(@Value("${mc.data}") Path data, JdbcDatabase stores) {
        var identities = new FileDeviceIdentityStore(data.resolve("device.key"), new SecureRandom());
        return identities.load().orElseGet(identities::create);
    }

    @Bean
    FileGatewayTokenStore gatewayTokens(@Value("${mc.data}") Path data) {
        return new FileGatewayTokenStore(data.resolve("gateway-tokens.json"));
    }

    @Bean(initMethod = "start")
    GatewayClient control(
            Gateway gateway,
            DeviceIdentity identity,
            GatewayTokenStore tokens,
            NettyTransport transport,
            JdbcDatabase stores) {
        var trust = new BackendTrust("backend", stores.pairings(), stores, InstantSource.system());
        return GatewayClient.builder(gateway.url(), identity)
                .profile(PROFILE)
                .credential(new Credential.SharedToken(gateway.token()))
                .tokens(tokens)
                .transport(transport)
                .listener(new BackendWatch(trust, identity.id()))
                .build();
    }

    @Bean
    GatewayRelay relay(
            TrustEngine engine,
            Authenticator authenticator,
            Gateway gateway,
            DeviceIdentity identity,
            GatewayTokenStore tokens,
            NettyTransport transport,
            RevocationFeed revocations,
            JdbcDatabase stores) {
        var upstream = Upstream.device(gateway.url(), identity, PROFILE, tokens, transport);
        return GatewayRelay.builder(engine, new AuthCallers(authenticator), upstream)
                .audit(new AuditLog(stores, stores))
                .revocations(revocations)
                .build();
    }

    record Gateway(URI url, Secret token, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }
}
