package dev.missioncontrol.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway that answers the first call with one frame of 25 MiB, as fast as it is taken. It keeps none of it. */
final class FloodGateway implements AutoCloseable {
    private static final BigFrame ANSWER =
            new BigFrame("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":\"", "\"}");

    private final ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    private final AtomicLong written = new AtomicLong();

    FloodGateway() throws IOException {
        Thread thread = new Thread(this::serve, "flood-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** How many bytes of the frame were taken from it. */
    long written() {
        return written.get();
    }

    /** The checksum of the frame's bytes. */
    static long checksum() {
        return ANSWER.checksum();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket accepted = server.accept()) {
            accepted.setSendBufferSize(64 * 1024);
            RawSocket client = RawSocket.server(accepted);
            client.send(MemoryGateway.challenge());
            client.send(MemoryGateway.hello(client.next(), List.of()));
            client.next();
            client.send(ANSWER, written::addAndGet);
            client.next();
        } catch (IOException over) {
            // the relay or the test has closed the socket
        }
    }
}
