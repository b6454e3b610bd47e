package dev.missioncontrol.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's socket without a socket: keeps what the relay sends. */
final class MemoryConnection implements RelayConnection {
    final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<WsClient.Closed> closed = new CompletableFuture<>();
    volatile boolean writable = true;
    final Flag midMessage = new Flag(false);
    final Flag reading = new Flag(true);
    private final StringBuilder pieces = new StringBuilder();

    @Override
    public void send(ByteBuffer utf8, Part part) {
        pieces.append(StandardCharsets.UTF_8.decode(utf8.duplicate()));
        midMessage.set(part == Part.CONTINUES);
        if (part == Part.ENDS) {
            messages.add(pieces.toString());
            pieces.setLength(0);
        }
    }

    JsonNode next() throws Exception {
        String message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came; closed: " + closed.getNow(null));
        }
        return JsonMapper.builder().build().readTree(message);
    }

    WsClient.Closed closed() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
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
        closed.complete(new WsClient.Closed(code, reason));
    }
}
