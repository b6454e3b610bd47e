package dev.missioncontrol.gateway.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.PairingWatch;
import dev.missioncontrol.gateway.Reply;
import dev.missioncontrol.gateway.scripted.MemoryLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * One life of a client in which one frame is damaged. Whatever the frame says: nothing is thrown at the transport, no
 * step of the client fails, the call ends, the client closes, and no secret is shown.
 */
final class Play {
    private static final Set<Scene> AT_CONNECT = EnumSet.of(Scene.CHALLENGE, Scene.HELLO, Scene.REFUSAL);
    private static final String CANARY = "canary-4f1d";
    private static final Duration DEADLINE = Duration.ofMillis(10);
    private static final long PATIENCE_SECONDS = 20;

    /** Which frame is damaged. */
    enum Scene {
        CHALLENGE("{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":"
                + "\"0f2fb1c6-3b0c-4ef0-93b3-4e6b5a3f8d10\",\"ts\":1795194891476,\"capabilities\":[\"a\"]}}"),
        HELLO("{\"type\":\"res\",\"id\":\"connect\",\"ok\":true,\"payload\":{\"type\":\"hello-ok\",\"protocol\":4,"
                + "\"server\":{\"version\":\"2026.9.6\",\"connId\":\"k\",\"bootId\":\"b\"},\"auth\":{\"method\":\"token\","
                + "\"role\":\"operator\",\"scopes\":[\"operator.read\"],\"recoveryScope\":\"recovery-canary-4f1d\","
                + "\"deviceToken\":\"token-canary-4f1d\",\"deviceTokens\":[{\"deviceToken\":\"more-canary-4f1d\","
                + "\"role\":\"node\",\"scopes\":[]}]},\"policy\":{\"tickIntervalMs\":30000,\"maxPayload\":26214400}}}"),
        REFUSAL("{\"type\":\"res\",\"id\":\"connect\",\"ok\":false,\"error\":{\"code\":\"NOT_PAIRED\",\"message\":"
                + "\"m\",\"retryable\":true,\"retryAfterMs\":500,\"details\":{\"code\":\"PAIRING_REQUIRED\","
                + "\"requestId\":\"r\",\"canRetryWithDeviceToken\":true}}}"),
        ANSWER("{\"type\":\"res\",\"id\":\"c1\",\"ok\":true,\"payload\":{\"secret\":\"payload-canary-4f1d\"}}"),
        FAILURE("{\"type\":\"res\",\"id\":\"c1\",\"ok\":false,\"error\":{\"code\":\"UNAVAILABLE\",\"message\":\"m\","
                + "\"retryable\":true,\"retryAfterMs\":5,\"details\":{\"code\":\"X\",\"requestId\":\"r\"}}}"),
        EVENT(
                "{\"type\":\"event\",\"event\":\"device.pair.requested\",\"payload\":{\"requestId\":\"r\",\"deviceId\":"
                        + "\"" + "ab".repeat(32)
                        + "\",\"publicKey\":\"k\",\"displayName\":\"payload-canary-4f1d\",\"roles\":"
                        + "[\"operator\"],\"scopes\":[\"operator.read\"],\"ts\":1},\"seq\":1,\"stateVersion\":{\"presence\":1}}"),
        SHUTDOWN("{\"type\":\"event\",\"event\":\"shutdown\",\"payload\":{\"reason\":\"gateway restarting\","
                + "\"restartExpectedMs\":1500},\"seq\":1}");

        private final String frame;

        Scene(String frame) {
            this.frame = frame;
        }

        String frame() {
            return frame;
        }
    }

    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    /** Plays the scene with this in place of its frame, in pieces of so many bytes; returns what was logged. */
    String with(Scene scene, byte[] damaged, int pieceLength) throws Exception {
        MemoryLine.Exchange exchange = new MemoryLine.Exchange();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try (Overheard overheard = new Overheard()) {
            String seen = live(exchange, scene, damaged, pieceLength);
            assertThat(seen).doesNotContain(CANARY);
            assertThat(overheard.text())
                    .doesNotContain(CANARY)
                    .doesNotContain("Exception")
                    .doesNotContain("failed");
            assertThat(uncaught).isEmpty();
            return overheard.text();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static String live(MemoryLine.Exchange exchange, Scene scene, byte[] damaged, int pieceLength)
            throws Exception {
        try (GatewayClient client = client(exchange)) {
            client.start();
            return live(client, exchange.accept(), scene, damaged, pieceLength);
        }
    }

    private static GatewayClient client(MemoryLine.Exchange exchange) {
        return GatewayClient.builder(URI.create("ws://127.0.0.1:1"), DeviceIdentity.ofSeed(new byte[32]))
                .transport(exchange)
                .access(Access.operator(Scope.READ))
                .credential(new Credential.SharedToken(Secret.of("shared-" + CANARY)))
                .listener(new PairingWatch(event -> {}, () -> {}))
                .build();
    }

    /** What there was to see: states, and how the call ended. */
    private static String live(GatewayClient client, MemoryLine line, Scene scene, byte[] damaged, int pieceLength)
            throws Exception {
        byte[] first = scene == Scene.CHALLENGE ? damaged : bytes(Scene.CHALLENGE);
        line.arrives(first, pieceLength);
        if (scene != Scene.CHALLENGE) {
            assertThat(line.sent()).contains("\"connect\"");
            boolean refuses = scene == Scene.REFUSAL || scene == Scene.HELLO;
            line.arrives(refuses ? damaged : bytes(Scene.HELLO), pieceLength);
            if (!refuses) {
                assertThat(client.awaitReady(Duration.ofSeconds(PATIENCE_SECONDS)))
                        .isTrue();
            }
        }
        CompletableFuture<Reply> call = client.call("health", "{}", DEADLINE).toCompletableFuture();
        if (!AT_CONNECT.contains(scene)) {
            assertThat(line.sent()).contains("health");
            line.arrives(damaged, pieceLength);
        }
        String state = client.state() + " " + client.hello();
        Reply reply = call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        line.closes(1006);
        return state + " " + client.state() + " " + reply;
    }

    private static byte[] bytes(Scene scene) {
        return scene.frame().getBytes(StandardCharsets.UTF_8);
    }
}
