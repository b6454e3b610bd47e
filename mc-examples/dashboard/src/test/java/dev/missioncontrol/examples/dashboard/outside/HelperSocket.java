package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a helper program: it proves its device, asks for one scope, and is no browser. */
final class HelperSocket implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeviceIdentity device;
    private final String scope;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();

    private HelperSocket(DeviceIdentity device, String scope) {
        this.device = device;
        this.scope = scope;
    }

    /** Connects and goes away; the whole answer to its connect request. */
    static JsonNode connect(URI address, DeviceIdentity device, String scope) throws Exception {
        HelperSocket helper = new HelperSocket(device, scope);
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, helper)
                .get(20, TimeUnit.SECONDS);
        try {
            return helper.answer.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode message = read(text.toString());
            text.setLength(0);
            if (message.path("event").asText().equals("connect.challenge")) {
                socket.sendText(connect(message.path("payload")), true);
            } else if (message.path("id").asText().equals("c")) {
                answer.complete(message);
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        answer.completeExceptionally(error);
    }

    private String connect(JsonNode asked) {
        Challenge challenge =
                new Challenge(asked.path("nonce").asText(), asked.path("ts").asLong());
        ConnectClaims claims =
                new ConnectClaims("gateway-client", "backend", "operator", List.of(scope), null, "linux", "");
        DeviceProof proof = device.sign(claims, challenge, PayloadVersion.V3);
        ObjectNode frame = JSON.createObjectNode();
        frame.put("type", "req").put("id", "c").put("method", "connect");
        ObjectNode params = frame.putObject("params");
        params.put("minProtocol", 4).put("maxProtocol", 4).put("role", "operator");
        params.putArray("scopes").add(scope);
        params.putObject("client")
                .put("id", "gateway-client")
                .put("mode", "backend")
                .put("version", "1.0")
                .put("platform", "linux");
        params.putObject("device")
                .put("id", proof.id())
                .put("publicKey", proof.publicKey())
                .put("signature", proof.signature())
                .put("signedAt", proof.signedAtMs())
                .put("nonce", proof.nonce());
        return frame.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
