package dev.missioncontrol.testkit.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayClientBuilder;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client and a gateway that speaks TLS with a certificate of its own making, as gateways do. */
@Timeout(120)
class FakeTlsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
    private final GatewayTokenStore tokens = new InMemoryGatewayTokenStore();
    private OwnCertificate certificate;
    private FakeGateway fake;

    @BeforeEach
    void start() throws Exception {
        certificate = OwnCertificate.make(folder.resolve("first.p12"));
        fake = FakeGateway.builder().tls(certificate.server()).start();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void client_whenItPinsTheCertificate_isReadyAndCalls() throws Exception {
        try (GatewayClient client = shared(certificate.fingerprint()).build()) {
            client.start();
            assertThat(client.awaitReady(SOON)).isTrue();
            assertThat(fake.url()).hasScheme("wss");
            assertThat(client.call("health", "{}", SOON).toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Reply.Result.class);
        }
    }

    @Test
    void client_whenItPinsNothing_trustsNoCertificateOfAStranger() throws Exception {
        try (GatewayClient client = builder()
                .credential(new Credential.SharedToken(fake.sharedToken()))
                .build()) {
            client.start();

            assertThat(client.awaitReady(SOON)).isFalse();
            assertThat(client.state()).isEqualTo(new GatewayState.Closed(CloseReason.TLS_REFUSED));
        }
    }

    @Test
    void client_whenTheGatewayComesBackAsAnother_stopsAndNamesBothCertificates() throws Exception {
        OwnCertificate other = OwnCertificate.make(folder.resolve("second.p12"));
        int port = fake.url().getPort();
        fake.close();
        try (FakeGateway another =
                        FakeGateway.builder().port(port).tls(other.server()).start();
                GatewayClient client = shared(certificate.fingerprint()).build()) {
            client.start();

            assertThat(client.awaitReady(SOON)).isFalse();
            GatewayState.Closed closed = (GatewayState.Closed) client.state();
            assertThat(closed.because()).isEqualTo(CloseReason.PIN_MISMATCH);
            assertThat(closed.detail()).contains(certificate.fingerprint(), other.fingerprint());
            assertThat(another.connections()).isEmpty();
        }
    }

    @Test
    void client_whenItsSharedTokenIsWrongOnAPinnedWay_showsItsDeviceTokenOnce() throws Exception {
        try (GatewayClient first = shared(certificate.fingerprint()).build()) {
            first.start();
            assertThat(first.awaitReady(SOON)).isTrue();
        }
        assertThat(tokens.find(place(), device.id(), ClientRole.OPERATOR).map(StoredToken::scopes))
                .contains(Set.of(Scope.READ));
        try (GatewayClient again = builder()
                .pin(certificate.fingerprint())
                .credential(new Credential.SharedToken(Secret.of("wrong")))
                .insecureCredentialFirst()
                .build()) {
            again.start();

            assertThat(again.awaitReady(SOON)).isTrue();
            assertThat(again.hello().orElseThrow().json()).contains("\"method\":\"device-token\"");
        }
    }

    private GatewayClientBuilder shared(String pin) {
        return builder().pin(pin).credential(new Credential.SharedToken(fake.sharedToken()));
    }

    private GatewayClientBuilder builder() {
        return GatewayClient.builder(fake.url(), device)
                .profile(ClientProfile.backend("TLS", "1.0.0").toBuilder()
                        .client("gateway-client", "ui")
                        .build())
                .access(Access.operator(Scope.READ))
                .tokens(tokens);
    }

    private String place() {
        return GatewayTokenStore.nameOf(fake.url());
    }
}
