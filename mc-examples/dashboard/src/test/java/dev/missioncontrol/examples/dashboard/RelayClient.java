package dev.missioncontrol.examples.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A gateway client of protocol 4 with a cookie instead of a token, as the page is one. */
final class RelayClient implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 20;

    private final StringBuilder message = new StringBuilder();
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> challenge = new CompletableFuture<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private @Nullable WebSocket socket;

    static RelayClient open(URI page, String cookie, String origin) throws Exception {
        RelayClient client = new RelayClient();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", origin);
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        URI address = URI.create("ws://" + page.getAuthority() + "/gateway");
        client.socket = builder.buildAsync(address, client).get(SECONDS, TimeUnit.SECONDS);
        return client;
    }

    /** Waits for the challenge and sends {@code connect}; the whole answer, whatever it says. */
    JsonNode connect(String... scopes) throws Exception {
        return connect(null, scopes);
    }

    /** The same, with a proof of this key. */
    JsonNode connect(@Nullable DeviceIdentity key, String... scopes) throws Exception {
        JsonNode asked = challenge.get(SECONDS, TimeUnit.SECONDS).path("payload");
        ObjectNode params = JSON.createObjectNode().put("minProtocol", 4).put("maxProtocol", 4);
        params.putObject("client")
                .put("id", "gateway-client")
                .put("mode", "ui")
                .put("version", "0.1.0")
                .put("platform", "web")
                .put("displayName", "Test on Loopback");
        params.put("role", "operator").putPOJO("scopes", List.of(scopes));
        if (key != null) {
            Challenge nonce =
                    new Challenge(asked.path("nonce").asText(), asked.path("ts").asLong());
            params.putPOJO("device", Proofs.ofConnect(key, nonce, List.of(scopes)));
        }
        return answer("connect", params.toString());
    }

    /** Calls a method; the whole answer, whatever it says. */
    JsonNode answer(String method, String paramsJson) throws Exception {
        String id = "t" + ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        sendText(
                "{\"type\":\"req\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + paramsJson + "}");
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    void sendText(String text) {
        socket().sendText(text, true).join();
    }

    /** The code the server closed with, when it has. */
    int closeCode() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    void close() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Every text frame this browser ever saw. */
    List<String> texts() {
        return texts;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            String text = message.toString();
            message.setLength(0);
            texts.add(text);
            read(text);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    private void read(String text) {
        JsonNode frame = parse(text);
        if (frame.path("event").asText().equals("connect.challenge")) {
            challenge.complete(frame);
        }
        CompletableFuture<JsonNode> answer = waiting.remove(frame.path("id").asText());
        if (answer != null) {
            answer.complete(frame);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }
}
