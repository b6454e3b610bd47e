package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A gateway without sockets: lets everybody in who connects, keeps what it gets, sends what a test wants. */
final class MemoryGateway implements GatewayTransport, GatewaySocket {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final List<String> extraScopes = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final Flag reading = new Flag(true);
    volatile boolean writable = true;
    volatile boolean brokenAtClose;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "memory-gateway");
        made.setDaemon(true);
        return made;
    });
    private final CompletableFuture<FrameSink> sink = new CompletableFuture<>();
    private final StringBuilder pieces = new StringBuilder();

    @Override
    public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink to) {
        sink.complete(to);
        deliver(challenge());
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void send(ByteBuffer utf8, Part part) {
        pieces.append(StandardCharsets.UTF_8.decode(utf8.duplicate()));
        if (part == Part.ENDS) {
            String message = pieces.toString();
            pieces.setLength(0);
            if (message.contains("\"connect\"")) {
                deliver(hello(message, extraScopes));
            } else {
                messages.add(message);
            }
        }
    }

    /** What was sent of a message that has not ended. */
    int unfinished() {
        return pieces.length();
    }

    void deliver(String message) {
        deliver(message, Part.ENDS);
    }

    void deliver(String piece, Part part) {
        thread.execute(() -> sink.join().onText(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)), part));
    }

    void becomeWritable() {
        writable = true;
        thread.execute(() -> sink.join().onWritable());
    }

    void closeFromThere(int code, String reason) {
        thread.execute(() -> sink.join().onClosed(code, reason));
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void pauseReading() {
        reading.set(false);
    }

    @Override
    public void resumeReading() {
        reading.set(true);
    }

    @Override
    public void close(int code, String reason) {
        closed.complete(code);
        if (brokenAtClose) {
            throw new IllegalStateException("a broken transport");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A challenge that was never given before. */
    static String challenge() {
        return "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"" + UUID.randomUUID()
                + "\",\"ts\":" + System.currentTimeMillis() + "}}";
    }

    /** The answer to this connect request, with more scopes than it asks for. */
    static String hello(String connect, List<String> extraScopes) {
        try (InputStream file = MemoryGateway.class.getResourceAsStream("/hello.json")) {
            JsonNode request = JSON.readTree(connect);
            ObjectNode payload = (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
            ObjectNode auth = payload.withObject("/auth");
            auth.set("scopes", request.at("/params/scopes"));
            extraScopes.forEach(scope -> auth.withArray("scopes").add(scope));
            ObjectNode frame = JSON.createObjectNode();
            frame.put("type", "res").put("ok", true).set("id", request.get("id"));
            frame.set("payload", payload);
            return frame.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
