package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.secret.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a program that shows an API key and stays. */
final class RelayLine implements WebSocket.Listener, Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> challenged = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private int calls;

    private RelayLine(URI address) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Opens a connection and waits for the challenge. */
    static RelayLine open(URI address) throws Exception {
        RelayLine line = new RelayLine(address);
        line.challenged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return line;
    }

    /** Connects as this program for these scopes; the whole answer. */
    JsonNode connect(Secret key, String id, String mode, String... scopes) throws Exception {
        ObjectNode params = JSON.createObjectNode();
        params.put("minProtocol", 4).put("maxProtocol", 4).put("role", "operator");
        params.putObject("client")
                .put("id", id)
                .put("mode", mode)
                .put("version", "1.0")
                .put("platform", "linux");
        for (String scope : scopes) {
            params.withArray("scopes").add(scope);
        }
        params.putObject("auth").put("token", key.reveal());
        return call("connect", params);
    }

    /** Calls a method; the whole answer. */
    JsonNode call(String method, ObjectNode params) throws Exception {
        String id = "r" + ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode frame =
                JSON.createObjectNode().put("type", "req").put("id", id).put("method", method);
        frame.set("params", params);
        socket.sendText(frame.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the end; the close code. */
    int awaitClosed() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void take(String frame) {
        JsonNode message = read(frame);
        if (message.path("event").asText().equals("connect.challenge")) {
            challenged.complete(true);
        }
        CompletableFuture<JsonNode> waiting = answers.get(message.path("id").asText());
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    private void end(int code) {
        closed.complete(code);
        IOException over = new IOException("closed with " + code);
        challenged.completeExceptionally(over);
        answers.values().forEach(waiting -> waiting.completeExceptionally(over));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
