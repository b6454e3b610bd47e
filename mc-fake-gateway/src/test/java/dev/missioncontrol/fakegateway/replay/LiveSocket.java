package dev.missioncontrol.fakegateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One recorded connection, made anew to the fake gateway. Used by one test thread. */
final class LiveSocket {
    private static final long PATIENCE_SECONDS = 20;

    private final Inbox inbox = new Inbox();
    private final List<JsonNode> unread = new ArrayList<>();
    private final @Nullable WebSocket socket;
    private final int status;

    private LiveSocket(HttpClient http, URI url, Map<String, String> headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        WebSocket opened = null;
        int refused = 101;
        try {
            opened = builder.buildAsync(url, inbox).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof WebSocketHandshakeException answered)) {
                throw e;
            }
            refused = answered.getResponse().statusCode();
        }
        this.socket = opened;
        this.status = refused;
    }

    static LiveSocket open(HttpClient http, URI url, Map<String, String> headers) {
        return new LiveSocket(http, url, headers);
    }

    /** The HTTP status of the upgrade. */
    int status() {
        return status;
    }

    void send(String text) {
        if (socket != null) {
            socket.sendText(text, true).exceptionally(gone -> socket).join();
        }
    }

    /** Waits until the gateway has taken in all that was sent: it answers a ping behind it. */
    void settle() {
        if (socket != null && !inbox.closed.isDone()) {
            CompletableFuture<Void> answered = inbox.nextPong();
            socket.sendPing(ByteBuffer.allocate(0))
                    .exceptionally(gone -> socket)
                    .join();
            CompletableFuture.anyOf(answered, inbox.closed)
                    .completeOnTimeout(-1, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** The next frame of this kind; frames before it are kept. Empty when none comes. */
    Optional<JsonNode> next(Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Optional<JsonNode> kept = unread.stream().filter(wanted).findFirst();
            if (kept.isPresent()) {
                unread.remove(kept.get());
                return kept;
            }
            JsonNode arrived = arriving(end);
            if (arrived == null) {
                return Optional.empty();
            }
            unread.add(arrived);
        }
    }

    /** The close code; -1 when the socket stays open. */
    int closeCode() {
        return inbox.closed
                .completeOnTimeout(-1, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    void close() {
        if (socket != null && !inbox.closed.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .exceptionally(gone -> socket)
                    .join();
            closeCode();
        }
    }

    private @Nullable JsonNode arriving(long end) {
        try {
            while (System.nanoTime() < end) {
                JsonNode frame = inbox.frames.poll(50, TimeUnit.MILLISECONDS);
                if (frame != null || (inbox.closed.isDone() && inbox.frames.isEmpty())) {
                    return frame;
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final ObjectMapper json = new ObjectMapper();
        private final StringBuilder partial = new StringBuilder();
        private volatile CompletableFuture<Void> pong = new CompletableFuture<>();

        CompletableFuture<Void> nextPong() {
            CompletableFuture<Void> next = new CompletableFuture<>();
            pong = next;
            return next;
        }

        @Override
        public @Nullable CompletableFuture<Void> onPong(WebSocket from, ByteBuffer message) {
            pong.complete(null);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletableFuture<Void> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                try {
                    frames.add(json.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletableFuture<Void> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}
