package dev.missioncontrol.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32;

/** A gateway that says hello and then reads nothing until it is told to: one message, of which it keeps a checksum. */
final class StalledGateway implements AutoCloseable {
    /** What arrived: how many bytes and their checksum. */
    record Received(long length, long checksum) {}

    private final ServerSocket server = new ServerSocket();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CompletableFuture<Received> received = new CompletableFuture<>();

    StalledGateway() throws IOException {
        server.setReceiveBufferSize(32 * 1024);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        Thread thread = new Thread(this::serve, "stalled-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** Reads on; the answer comes when the message has ended. */
    CompletableFuture<Received> read() {
        reading.countDown();
        return received;
    }

    @Override
    public void close() throws IOException {
        reading.countDown();
        server.close();
    }

    private void serve() {
        try (Socket accepted = server.accept()) {
            RawSocket client = RawSocket.server(accepted);
            client.send(MemoryGateway.challenge());
            client.send(MemoryGateway.hello(client.next(), List.of()));
            reading.await();
            CRC32 sum = new CRC32();
            long length = client.next(sum);
            received.complete(new Received(length, sum.getValue()));
            client.next();
        } catch (IOException | InterruptedException over) {
            received.completeExceptionally(over);
        }
    }
}
