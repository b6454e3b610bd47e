package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the text that the relay takes from the gateway and gives to it: no kernel's buffer, no allocator's chunk. */
final class MeteredTransport implements GatewayTransport {
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final GatewayTransport inner;

    MeteredTransport(GatewayTransport inner) {
        this.inner = inner;
    }

    /** Bytes from the gateway. */
    long taken() {
        return taken.get();
    }

    /** Bytes to the gateway. */
    long given() {
        return given.get();
    }

    @Override
    public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
        return inner.open(endpoint, headers, new Taker(sink)).thenApply(Giver::new);
    }

    @Override
    public boolean isPinned() {
        return inner.isPinned();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Taker implements FrameSink {
        private final FrameSink sink;

        Taker(FrameSink sink) {
            this.sink = sink;
        }

        @Override
        public void onText(ByteBuffer utf8, Part part) {
            taken.addAndGet(utf8.remaining());
            sink.onText(utf8, part);
        }

        @Override
        public void onBroken(int code) {
            sink.onBroken(code);
        }

        @Override
        public void onClosed(int code, String reason) {
            sink.onClosed(code, reason);
        }

        @Override
        public void onWritable() {
            sink.onWritable();
        }
    }

    private final class Giver implements GatewaySocket {
        private final GatewaySocket socket;

        Giver(GatewaySocket socket) {
            this.socket = socket;
        }

        @Override
        public void send(ByteBuffer utf8, Part part) {
            given.addAndGet(utf8.remaining());
            socket.send(utf8, part);
        }

        @Override
        public boolean isWritable() {
            return socket.isWritable();
        }

        @Override
        public void pauseReading() {
            socket.pauseReading();
        }

        @Override
        public void resumeReading() {
            socket.resumeReading();
        }

        @Override
        public void close(int code, String reason) {
            socket.close(code, reason);
        }
    }
}
