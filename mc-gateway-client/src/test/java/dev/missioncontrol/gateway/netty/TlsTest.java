package dev.missioncontrol.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.scripted.TestCertificates;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.gateway.spi.GatewayTransportException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes with certificates that are right, wrong, and pinned. */
class TlsTest {
    @TempDir
    static Path folder;

    private static TestCertificates certificates;

    private ScriptedServer server = new ScriptedServer();
    private NettyTransport transport = NettyTransport.builder().build();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(folder);
    }

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    private void serve(String alias) throws Exception {
        server.close();
        server = new ScriptedServer(certificates.server(alias));
    }

    private CompletableFuture<GatewaySocket> open(NettyTransportBuilder builder) {
        transport.close();
        transport = builder.build();
        return transport
                .open(server.uri("localhost"), Map.of(), new RecordingSink())
                .toCompletableFuture();
    }

    private GatewayTransportException failure(NettyTransportBuilder builder) {
        return (GatewayTransportException) open(builder)
                .handle((opened, failed) -> failed instanceof CompletionException wrapped ? wrapped.getCause() : failed)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private static NettyTransportBuilder trusting() throws Exception {
        return NettyTransport.builder().tls(certificates.client());
    }

    private static NettyTransportBuilder pinning(String alias) throws Exception {
        return NettyTransport.builder().pin(certificates.fingerprint(alias));
    }

    @Test
    void certificate_whenSoundAndSignedByATrustedAuthority_isTaken() throws Exception {
        serve("good");
        GatewaySocket socket = open(trusting()).get(5, TimeUnit.SECONDS);
        socket.send(StandardCharsets.UTF_8.encode("over TLS"), Part.ENDS);

        assertThat(server.accept().receive()).isEqualTo("over TLS");
        assertThat(transport.isPinned()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "wrongname", "selfsigned"})
    void certificate_whenUnsound_isRefusedUnlessItIsPinned(String alias) throws Exception {
        serve(alias);
        assertThat(failure(trusting()).kind()).isEqualTo(Kind.TLS);

        GatewaySocket socket = open(pinning(alias)).get(5, TimeUnit.SECONDS);
        socket.send(StandardCharsets.UTF_8.encode("pinned"), Part.ENDS);
        assertThat(server.accept().receive()).isEqualTo("pinned");
        assertThat(transport.isPinned()).isTrue();
    }

    @Test
    void certificate_whenSignedByNobodyKnown_isRefused() throws Exception {
        serve("good");

        assertThat(failure(NettyTransport.builder()).kind()).isEqualTo(Kind.TLS);
    }

    @Test
    void pin_whenTheCertificateIsAnother_namesBothFingerprints() throws Exception {
        serve("good");
        GatewayTransportException failure = failure(pinning("selfsigned"));

        assertThat(failure.kind()).isEqualTo(Kind.PIN_MISMATCH);
        assertThat(failure)
                .hasMessageContaining("pinned " + certificates.fingerprint("selfsigned"))
                .hasMessageContaining("presented " + certificates.fingerprint("good"));
    }

    @Test
    void pin_whenSpelledWithColonsAndCapitals_isTheSame() throws Exception {
        serve("selfsigned");
        String colons = certificates.fingerprint("selfsigned").replaceAll("(..)(?!$)", "$1:");

        assertThat(open(NettyTransport.builder().pin(colons.toUpperCase(Locale.ROOT)))
                        .get(5, TimeUnit.SECONDS))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "sha256:00", "zz"})
    void pin_whenNoFingerprint_isRefusedAtOnce(String pin) {
        assertThatThrownBy(() -> NettyTransport.builder().pin(pin.isEmpty() ? pin : pin.repeat(32) + "0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pin_whenATlsContextIsGivenToo_isRefused() throws Exception {
        NettyTransportBuilder both = trusting().pin(certificates.fingerprint("good"));

        assertThatThrownBy(both::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void client_whenThePinnedCertificateChanged_closesForGoodAndNamesBoth() throws Exception {
        serve("good");
        try (GatewayClient client = client("selfsigned")) {
            client.start();

            assertThat(client.awaitReady(Duration.ofSeconds(5))).isFalse();
            GatewayState.Closed closed = (GatewayState.Closed) client.state();
            assertThat(closed.because()).isEqualTo(CloseReason.PIN_MISMATCH);
            assertThat(closed.detail())
                    .contains(certificates.fingerprint("selfsigned"), certificates.fingerprint("good"));
            assertThat(server.isLeftAlone(300)).isTrue();
        }
    }

    @Test
    void client_whenItsPinMatches_isReady() throws Exception {
        serve("wrongname");
        try (GatewayClient client = client("wrongname")) {
            client.start();
            ScriptedGateway.welcome(server.accept(), "dt-1");

            assertThat(client.awaitReady(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void gateway_whenItDoesNotSpeakTls_isRefused() throws Exception {
        assertThat(failureAt("wss://127.0.0.1:" + server.uri().getPort()).kind())
                .isEqualTo(Kind.TLS);
    }

    private GatewayTransportException failureAt(String address) {
        return (GatewayTransportException) transport
                .open(URI.create(address), Map.of(), new RecordingSink())
                .handle((opened, failed) -> failed instanceof CompletionException wrapped ? wrapped.getCause() : failed)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private GatewayClient client(String pinned) throws Exception {
        return GatewayClient.builder(server.uri("localhost"), DeviceIdentity.ofSeed(new byte[32]))
                .pin(certificates.fingerprint(pinned))
                .build();
    }
}
