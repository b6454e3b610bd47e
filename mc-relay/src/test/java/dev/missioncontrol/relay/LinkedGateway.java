package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A gateway without sockets for one connection after another; what it answers to connect is the test's affair. */
final class LinkedGateway implements GatewayTransport {
    final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    volatile Function<String, List<byte[]>> hello = LinkedGateway::soundHello;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "linked-gateway");
        made.setDaemon(true);
        return made;
    });

    @Override
    public CompletionStage<GatewaySocket> open(URI endpoint, Map<String, String> headers, FrameSink sink) {
        Link link = new Link(sink);
        links.add(link);
        link.deliver(List.of(utf8(MemoryGateway.challenge())));
        return CompletableFuture.completedFuture(link);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    static List<byte[]> soundHello(String connect) {
        return List.of(utf8(MemoryGateway.hello(connect, List.of())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One connection of the relay. */
    final class Link implements GatewaySocket {
        final Heard heard = new Heard();
        private final FrameSink sink;
        private final StringBuilder connect = new StringBuilder();
        private final AtomicBoolean connected = new AtomicBoolean();

        private Link(FrameSink sink) {
            this.sink = sink;
        }

        void closeFromThere() {
            thread.execute(() -> sink.onClosed(1006, ""));
        }

        private void deliver(List<byte[]> pieces) {
            for (int i = 0; i < pieces.size(); i++) {
                ByteBuffer piece = ByteBuffer.wrap(pieces.get(i));
                Part part = i == pieces.size() - 1 ? Part.ENDS : Part.CONTINUES;
                thread.execute(() -> sink.onText(piece, part));
            }
        }

        @Override
        public void send(ByteBuffer utf8, Part part) {
            if (connected.get()) {
                heard.send(utf8, part);
                return;
            }
            connect.append(StandardCharsets.UTF_8.decode(utf8.duplicate()));
            if (part == Part.ENDS) {
                connected.set(true);
                deliver(hello.apply(connect.toString()));
            }
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
        public void close(int code, String reason) {
            heard.close(code);
        }
    }
}
