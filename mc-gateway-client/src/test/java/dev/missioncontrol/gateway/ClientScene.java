package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import dev.missioncontrol.gateway.spi.GatewayListener;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A client before a scripted gateway, and a listener that notes what it hears. */
abstract class ClientScene {
    static final Duration SOON = Duration.ofSeconds(5);

    final ScriptedServer server = new ScriptedServer();
    final DeviceIdentity identity = DeviceIdentity.ofSeed(new byte[32]);
    final InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final GatewayClient client = builder().tokens(tokens).build();

    @AfterEach
    void tearDown() {
        client.close();
        server.close();
    }

    GatewayClientBuilder builder() {
        return GatewayClient.builder(server.uri(), identity)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.SharedToken(Secret.of("shared")))
                .approvalInterval(Duration.ofMillis(200))
                .restartSpread(Duration.ofMillis(100))
                .maxPendingCalls(2)
                .listener(new GatewayListener() {
                    @Override
                    public void onState(GatewayState from, GatewayState to) {
                        throw new IllegalStateException("a broken listener");
                    }
                })
                .listener(new Recorder());
    }

    private final class Recorder implements GatewayListener {
        @Override
        public void onState(GatewayState from, GatewayState to) {
            heard.add(name(to));
        }

        @Override
        public void onEvent(String name, String payloadJson) {
            heard.add(name + " " + payloadJson);
        }

        @Override
        public void onGap(long expected, long received) {
            heard.add("gap " + expected + " " + received);
        }
    }

    private static String name(GatewayState state) {
        if (state instanceof GatewayState.WaitingForApproval waiting) {
            return "WaitingForApproval " + waiting.requestId();
        }
        if (state instanceof GatewayState.BackingOff resting) {
            return "BackingOff " + resting.because();
        }
        return state instanceof GatewayState.Closed closed
                ? "Closed " + closed.because()
                : state.getClass().getSimpleName();
    }

    void hears(String... expected) throws InterruptedException {
        for (String one : expected) {
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(one);
        }
    }

    ScriptedPeer ready() throws InterruptedException {
        client.start();
        ScriptedPeer peer = server.accept();
        ScriptedGateway.welcome(peer, "dt-1");
        assertThat(client.awaitReady(SOON)).isTrue();
        hears("Connecting", "Proving", "Ready");
        return peer;
    }

    static Reply reply(CompletionStage<Reply> call) throws Exception {
        return Objects.requireNonNull(call.toCompletableFuture().get(5, TimeUnit.SECONDS));
    }

    String kept() {
        return tokens.find(server.uri().toString(), identity.id(), ClientRole.OPERATOR)
                .map(token -> token.token().reveal())
                .orElse("none");
    }
}
