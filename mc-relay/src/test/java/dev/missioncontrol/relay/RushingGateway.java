package dev.missioncontrol.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway that sends numbered events to whoever connects, 4 KiB each and every hundredth 256 KiB, as fast as they are
 * taken up to 2,000 a second.
 */
final class RushingGateway implements AutoCloseable {
    static final int MOST_PER_SECOND = 2_000;

    private static final int LARGE_EVERY = 100;
    private static final String SMALL = "s".repeat(4 * 1024);
    private static final String LARGE = "l".repeat(256 * 1024);

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong longest = new AtomicLong();

    RushingGateway() throws IOException {
        start(this::accept);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** The longest time in nanoseconds for which one event was not taken. */
    long longestWait() {
        return longest.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = server.accept();
                open.add(accepted);
                start(() -> serve(accepted));
            }
        } catch (IOException closed) {
            // the proof is over
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            accepted.setSendBufferSize(64 * 1024);
            accepted.setTcpNoDelay(true);
            RawSocket client = RawSocket.server(accepted);
            client.send(MemoryGateway.challenge());
            client.send(MemoryGateway.hello(client.next(), List.of()));
            start(() -> readOn(client));
            rush(client);
        } catch (IOException over) {
            open.remove(accepted);
        }
    }

    private void rush(RawSocket client) throws IOException {
        long due = System.nanoTime();
        for (long seq = 1; ; seq++) {
            long now = System.nanoTime();
            due = Math.max(now, due + TimeUnit.SECONDS.toNanos(1) / MOST_PER_SECOND);
            LockSupport.parkNanos(due - now);
            long began = System.nanoTime();
            client.send(event(seq, began));
            long took = System.nanoTime() - began;
            longest.accumulateAndGet(took, Math::max);
        }
    }

    private static String event(long seq, long at) {
        return "{\"type\":\"event\",\"event\":\"chat\",\"payload\":{\"at\":" + at + ",\"text\":\""
                + (seq % LARGE_EVERY == 0 ? LARGE : SMALL) + "\"},\"seq\":" + seq + "}";
    }

    private static void readOn(RawSocket client) {
        try {
            while (true) {
                client.next();
            }
        } catch (IOException over) {
            // the relay has closed the socket
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "rushing-gateway");
        thread.setDaemon(true);
        thread.start();
    }
}
