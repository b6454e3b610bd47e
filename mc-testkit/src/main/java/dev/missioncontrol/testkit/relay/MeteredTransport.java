package dev.missioncontrol.testkit.relay;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way to the gateway with a meter and a tap: counts what goes each way, cuts what comes into pieces that split
 * characters, and can be made to take nothing for a while.
 */
final class MeteredTransport implements GatewayTransport {
    /** Odd all of them, so that characters of two and four bytes are split. */
    private static final List<Integer> PIECES = List.of(8_191, 1_021, 7);

    private final GatewayTransport inner;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final Queue<FrameSink> sinks = new ConcurrentLinkedQueue<>();
    private volatile boolean jammed;

    MeteredTransport(GatewayTransport inner) {
        this.inner = inner;
    }

    /** How many bytes of text were taken from the gateway, since the beginning. */
    long taken() {
        return taken.get();
    }

    /** How many bytes of text were given to the gateway, since the beginning. */
    long given() {
        return given.get();
    }

    /** From now on there is no room towards the gateway. What is sent all the same goes through. */
    void jam() {
        jammed = true;
    }

    /** There is room again. */
    void clear() {
        jammed = false;
        sinks.forEach(FrameSink::onWritable);
    }

    @Override
    public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
        FrameSink cutting = new Cutting(sink);
        sinks.add(cutting);
        return inner.open(endpoint, headers, cutting).thenApply(Tap::new);
    }

    @Override
    public boolean isPinned() {
        return inner.isPinned();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Cutting implements FrameSink {
        private final FrameSink sink;

        Cutting(FrameSink sink) {
            this.sink = sink;
        }

        @Override
        public void onText(ByteBuffer utf8, Part part) {
            taken.addAndGet(utf8.remaining());
            ByteBuffer rest = utf8.duplicate();
            int most = PIECES.stream()
                    .filter(size -> size < utf8.remaining())
                    .findFirst()
                    .orElse(utf8.remaining());
            while (rest.remaining() > most) {
                sink.onText(rest.slice(rest.position(), most), Part.CONTINUES);
                rest.position(rest.position() + most);
            }
            sink.onText(rest, part);
        }

        @Override
        public void onClosed(int code, String reason) {
            sinks.remove(this);
            sink.onClosed(code, reason);
        }

        @Override
        public void onWritable() {
            sink.onWritable();
        }
    }

    private final class Tap implements GatewaySocket {
        private final GatewaySocket socket;

        Tap(GatewaySocket socket) {
            this.socket = socket;
        }

        @Override
        public void send(ByteBuffer utf8, Part part) {
            given.addAndGet(utf8.remaining());
            socket.send(utf8, part);
        }

        @Override
        public boolean isWritable() {
            return !jammed && socket.isWritable();
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
