package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client on the JDK's WebSocket, for tests: what arrives is kept, in order. */
final class WsClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

    record Closed(int code, String reason) {}

    static WsClient open(URI address, Map<String, String> headers) throws Exception {
        WsClient client = new WsClient();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        client.opened.complete(builder.buildAsync(address, client).get(10, TimeUnit.SECONDS));
        return client;
    }

    WsClient send(String frame) throws Exception {
        opened.join().sendText(frame, true).get(10, TimeUnit.SECONDS);
        return this;
    }

    void sendPart(String part, boolean last) throws Exception {
        opened.join().sendText(part, last).get(10, TimeUnit.SECONDS);
    }

    void sendBinary(byte[] bytes) throws Exception {
        opened.join().sendBinary(ByteBuffer.wrap(bytes), true).get(10, TimeUnit.SECONDS);
    }

    JsonNode next() throws Exception {
        JsonNode message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came; closed: " + closed.getNow(null));
        }
        return message;
    }

    /** The answer to this id, past any events. */
    JsonNode answer(String id) throws Exception {
        while (true) {
            JsonNode message = next();
            if (message.path("type").asText().equals("res")
                    && message.path("id").asText().equals(id)) {
                return message;
            }
        }
    }

    Closed closed() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Everything that ever arrived, as text. */
    List<String> texts() {
        return texts;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            try {
                messages.add(JSON.readTree(text.toString()));
            } catch (Exception notJson) {
                throw new AssertionError(notJson);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closed(1006, error.toString()));
    }

    @Override
    public void close() {
        opened.join().abort();
    }
}
