package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayClientBuilder;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Reply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a gateway client at a real gateway: asks, waits, works, comes back, and needs the shared token once. */
@Tag("outside")
class RealGatewayClientTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void client_whenApprovedOnce_worksThroughRestartsWithItsDeviceTokenAlone() throws Exception {
        DeviceIdentity identity = DeviceIdentity.generate(new SecureRandom());
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        Path log = Evidence.of(RealGatewayClientTest.class).file("gateway.log");
        try (RealGateway gateway = RealGateway.start(OutsideTools.fromEnvironment(), folder, log)) {
            try (GatewayClient first = client(gateway, identity, tokens)
                    .credential(new Credential.SharedToken(gateway.sharedToken()))
                    .build()) {
                first.start();
                String requestId = Patience.until("no request", SOON, () -> waitsFor(first));
                assertThat(gateway.devices().at("/pending/0/requestId").asText())
                        .isEqualTo(requestId);

                gateway.approve(requestId);
                assertThat(first.awaitReady(SOON)).isTrue();
                assertThat(call(first)).isInstanceOf(Reply.Result.class);

                gateway.stop();
                Patience.untilTrue("still ready", SOON, () -> !(first.state() instanceof GatewayState.Ready));
                gateway.startAgain();
                assertThat(first.awaitReady(SOON)).isTrue();
                assertThat(call(first)).isInstanceOf(Reply.Result.class);
            }
            try (GatewayClient second = client(gateway, identity, tokens).build()) {
                second.start();
                assertThat(second.awaitReady(SOON)).isTrue();
                assertThat(call(second)).isInstanceOf(Reply.Result.class);
            }
            assertThat(gateway.devices().path("paired").findValuesAsText("deviceId"))
                    .containsExactly(identity.id().value());
            assertThat(gateway.devices().path("pending")).isEmpty();
        }
    }

    private static GatewayClientBuilder client(
            RealGateway gateway, DeviceIdentity identity, InMemoryGatewayTokenStore tokens) {
        return GatewayClient.builder(gateway.url(), identity).tokens(tokens).approvalInterval(Duration.ofSeconds(1));
    }

    private static Optional<String> waitsFor(GatewayClient client) {
        return client.state() instanceof GatewayState.WaitingForApproval waiting
                ? Optional.of(waiting.requestId())
                : Optional.empty();
    }

    private static Reply call(GatewayClient client) throws Exception {
        return client.call("sessions.list", "{}", SOON).toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
