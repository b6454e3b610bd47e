package dev.missioncontrol.gateway.scripted;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket without a wire: the test says what arrives, byte by byte, on its own thread. */
public final class MemoryLine implements GatewaySocket {
    private static final long PATIENCE_SECONDS = 20;

    private final FrameSink sink;
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

    private MemoryLine(FrameSink sink) {
        this.sink = sink;
    }

    /** A transport whose sockets are such lines. */
    public static final class Exchange implements GatewayTransport {
        private final BlockingQueue<MemoryLine> opened = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink to) {
            MemoryLine line = new MemoryLine(to);
            opened.add(line);
            return CompletableFuture.completedFuture(line);
        }

        @Override
        public void close() {}

        /** The socket the client opened. */
        public MemoryLine accept() throws InterruptedException {
            return got(opened.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    /** The next text the client sends. */
    public String sent() throws InterruptedException {
        return got(sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** A message arrives, cut into pieces of at most this many bytes. */
    public void arrives(byte[] message, int pieceLength) {
        int at = 0;
        do {
            int length = Math.min(pieceLength, message.length - at);
            Part part = at + length == message.length ? Part.ENDS : Part.CONTINUES;
            sink.onText(ByteBuffer.wrap(message, at, length).slice().asReadOnlyBuffer(), part);
            at += length;
        } while (at < message.length);
    }

    /** A message arrives in one piece. */
    public void arrives(String message) {
        arrives(message.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    /** The gateway closes, or with 1006 the wire breaks. */
    public void closes(int code) {
        sink.onClosed(code, "");
    }

    @Override
    public void send(ByteBuffer utf8, Part part) {
        sent.add(StandardCharsets.UTF_8.decode(utf8.duplicate()).toString());
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void close(int code, String reason) {}

    private static <T> T got(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("nothing came");
        }
        return value;
    }
}
