package dev.missioncontrol.relay.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.relay.UpstreamLimits;
import dev.missioncontrol.relay.internal.admission.Introduction;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamDoorTest {
    private static final ConnectFrame CONNECT = new ConnectFrame(
            4,
            4,
            new ConnectFrame.Client("cli", "cli", "1", "linux", "", "", null, null, null, List.of(), null, null, null),
            "operator",
            List.of("operator.read"),
            new ConnectFrame.Auth(null, null, null, null),
            null);

    private static final Introduction.Ready INTRODUCTION =
            new Introduction.Ready(Map.of(), new Credential.DeviceToken(Secret.of("t")));

    private final Waiting transport = new Waiting();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final UpstreamDoor door = new UpstreamDoor(
            Upstream.device(
                            URI.create("ws://127.0.0.1:1"),
                            DeviceIdentity.ofSeed(new byte[32]),
                            ClientProfile.backend("Test", "1"),
                            new InMemoryGatewayTokenStore(),
                            transport)
                    .withLimits(new UpstreamLimits(1, 10, Duration.ofMinutes(1))),
            timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void turn_when_given_away_before_it_came_causes_no_login() {
        open();
        UpstreamDoor.Opening second = open();
        UpstreamDoor.Opening third = open();
        assertThat(transport.opened).hasSize(1);
        second.abandon().run();
        assertThat(second.result().toCompletableFuture()).isDone();
        transport.opened.get(0).completeExceptionally(refused());
        assertThat(transport.opened).hasSize(2);
        transport.opened.get(1).completeExceptionally(refused());
        assertThat(transport.opened).hasSize(2);
        assertThat(third.result().toCompletableFuture()).isDone();
    }

    @Test
    void turn_when_given_away_after_it_came_changes_nothing() {
        UpstreamDoor.Opening first = open();
        first.abandon().run();
        assertThat(first.result().toCompletableFuture()).isNotDone();
        transport.opened.get(0).completeExceptionally(refused());
        assertThat(first.result().toCompletableFuture()).isDone();
    }

    private UpstreamDoor.Opening open() {
        return door.open(CONNECT, Access.operator(Scope.READ), INTRODUCTION, new Deaf());
    }

    private static GatewayTransportException refused() {
        return new GatewayTransportException(GatewayTransportException.Kind.REFUSED, "nobody there");
    }

    private static final class Waiting implements GatewayTransport {
        private final List<CompletableFuture<GatewaySocket>> opened = new ArrayList<>();

        @Override
        public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
            CompletableFuture<GatewaySocket> socket = new CompletableFuture<>();
            opened.add(socket);
            return socket;
        }

        @Override
        public void close() {}
    }

    private static final class Deaf implements FrameSink {
        @Override
        public void onText(ByteBuffer utf8, Part part) {}

        @Override
        public void onClosed(int code, String reason) {}
    }
}
