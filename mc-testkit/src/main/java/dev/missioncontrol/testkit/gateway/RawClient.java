package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A WebSocket that says what the test wants and nothing else. Used by one test thread. */
final class RawClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Inbox inbox;
    private final WebSocket socket;
    private final List<JsonNode> unread = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final Challenge challenge;
    private final JsonNode challengeFrame;

    private RawClient(Inbox inbox, WebSocket socket) {
        this.inbox = inbox;
        this.socket = socket;
        this.challengeFrame = next(frame -> true);
        JsonNode payload = challengeFrame.path("payload");
        this.challenge =
                new Challenge(payload.path("nonce").asText(), payload.path("ts").asLong());
    }

    static RawClient open(HttpClient http, URI url, Map<String, String> headers) {
        Inbox inbox = new Inbox();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        return new RawClient(inbox, await(builder.buildAsync(url, inbox)));
    }

    Challenge challenge() {
        return challenge;
    }

    JsonNode challengeFrame() {
        return challengeFrame;
    }

    void text(String text) {
        await(socket.sendText(text, true));
    }

    void binary(String text) {
        await(socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true));
    }

    void request(String id, String method, JsonNode params) {
        ObjectNode frame = JSON.createObjectNode();
        frame.put("type", "req").put("id", id).put("method", method).set("params", params);
        text(frame.toString());
    }

    /** Sends a request and waits for its answer. */
    JsonNode call(String method, JsonNode params) {
        String id = "call-" + method;
        request(id, method, params);
        return answer(id);
    }

    JsonNode call(String method) {
        return call(method, JSON.createObjectNode());
    }

    /** The next answer to this id; events and other answers are kept for later. */
    JsonNode answer(String id) {
        return next(frame -> frame.path("type").asText().equals("res")
                && frame.path("id").asText().equals(id));
    }

    /** The next event of this name. */
    JsonNode event(String name) {
        return next(frame -> frame.path("event").asText().equals(name));
    }

    /** Tells whether an event that begins so arrived up to now. */
    boolean hasSeen(String eventPrefix) {
        drain();
        return unread.stream().anyMatch(frame -> frame.path("event").asText().startsWith(eventPrefix));
    }

    /** The numbers of all numbered events up to now, in order. */
    List<Long> seen() {
        drain();
        return List.copyOf(numbers);
    }

    /** How the socket ended, once it has. */
    Closed closed() {
        return await(inbox.closed);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private JsonNode next(Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<JsonNode> kept = unread.stream().filter(wanted).findFirst();
            if (kept.isPresent()) {
                unread.remove(kept.get());
                return kept.get();
            }
            keep(arriving(end));
        }
    }

    private JsonNode arriving(long end) {
        try {
            JsonNode frame = inbox.frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return frame == null ? fail("nothing came, but " + unread + ", end: " + inbox.closed) : frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        }
    }

    private void drain() {
        List<JsonNode> arrived = new ArrayList<>();
        inbox.frames.drainTo(arrived);
        arrived.forEach(this::keep);
    }

    private void keep(JsonNode frame) {
        unread.add(frame);
        if (frame.has("seq")) {
            numbers.add(frame.path("seq").asLong());
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        } catch (ExecutionException | TimeoutException e) {
            return fail(e);
        }
    }

    /** Puts partial texts together. */
    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Closed> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletableFuture<Void> onText(WebSocket socket, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                frames.add(parsed(partial.toString()));
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> onClose(WebSocket socket, int code, String reason) {
            closed.complete(new Closed(code, reason));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(new Closed(1006, String.valueOf(error)));
        }

        private static JsonNode parsed(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a gateway sends JSON", e);
            }
        }
    }
}
