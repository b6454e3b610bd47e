package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.netty.NettyTransport;
import dev.missioncontrol.gateway.scripted.RecordingSink;
import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of connect that was recorded at OpenClaw 2026.9.6, over a real socket, one line of the table each. */
class RecordedRefusalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScriptedServer server = new ScriptedServer();
    private final NettyTransport transport = NettyTransport.builder().build();

    @AfterEach
    void tearDown() {
        transport.close();
        server.close();
    }

    static List<JsonNode> recorded() throws IOException {
        try (InputStream table = RecordedRefusalsTest.class.getResourceAsStream("refusals.jsonl")) {
            String text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(RecordedRefusalsTest::parsed).toList();
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void refusal_whenRecorded_hasItsReason(JsonNode line) throws Exception {
        LinkRequest request = new LinkRequest(
                server.uri(),
                Map.of(),
                DeviceIdentity.ofSeed(new byte[32]),
                ClientProfile.backend("MC 1", "0.1"),
                Access.operator(Scope.READ),
                new Credential.SharedToken(Secret.of("tok-1")),
                Duration.ofSeconds(5));
        var link = GatewayLink.open(transport, request, new RecordingSink()).toCompletableFuture();
        JsonNode error = line.get("error");
        int close = line.get("close").intValue();
        ScriptedGateway.refuse(server.accept(), error.toString(), close);

        ConnectRefusal refusal = ((LinkResult.Refused) link.get(5, TimeUnit.SECONDS)).refusal();
        assertThat(refusal.reason().name()).isEqualTo(line.get("reason").asText());
        assertThat(refusal.reason().retryable()).isEqualTo(line.get("retryable").booleanValue());
        assertThat(refusal.closeCode()).isEqualTo(close);
        assertThat(refusal.code()).isEqualTo(error.get("code").asText());
        assertThat(refusal.detailsCode())
                .isEqualTo(error.path("details").path("code").asText(null));
        assertThat(refusal.requestId())
                .isEqualTo(error.path("details").path("requestId").asText(null));
        assertThat(refusal.retryAfter())
                .isEqualTo(
                        error.has("retryAfterMs")
                                ? Duration.ofMillis(error.get("retryAfterMs").longValue())
                                : null);
    }

    @Test
    void table_whenRead_coversEveryCodeThatCouldBeProvoked() throws IOException {
        TreeSet<String> codes = new TreeSet<>();
        recorded()
                .forEach(line ->
                        codes.add(line.get("error").path("details").path("code").asText("none")));

        assertThat(codes).hasSize(21).contains("none", "AUTH_RATE_LIMITED", "PAIRING_REQUIRED");
    }
}
