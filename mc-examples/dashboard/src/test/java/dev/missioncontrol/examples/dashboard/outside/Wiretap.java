package dev.missioncontrol.examples.dashboard.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A loopback port that carries bytes to and from a gateway and remembers what the gateway said.
 *
 * <p>Frames of a server are not masked (RFC 6455, section 5.1) and the gateway does not compress, so that its answers can
 * be found in the remembered bytes as text.
 */
final class Wiretap implements Closeable {
    private final ServerSocket door;
    private final InetSocketAddress gateway;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Instant> connects = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wiretap");
        thread.setDaemon(true);
        return thread;
    });

    private Wiretap(ServerSocket door, InetSocketAddress gateway) {
        this.door = door;
        this.gateway = gateway;
    }

    /** Opens a port in front of the gateway. */
    static Wiretap on(URI gateway) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Wiretap tap =
                new Wiretap(new ServerSocket(0, 50, loopback), new InetSocketAddress(loopback, gateway.getPort()));
        tap.threads.execute(tap::accept);
        return tap;
    }

    /** The port, as the gateway's address. */
    URI endpoint() {
        return URI.create("ws://127.0.0.1:" + door.getLocalPort());
    }

    /** All that the gateway has said so far, on all connections, in the order of arrival. */
    String said() {
        return said.toString(ISO_8859_1);
    }

    /** When connections reached the gateway, in that order. */
    List<Instant> connects() {
        return List.copyOf(connects);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> carry(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket server = new Socket()) {
            open.add(client);
            server.connect(gateway);
            connects.add(Instant.now());
            threads.execute(() -> copy(client, server, OutputStream.nullOutputStream()));
            copy(server, client, said);
        } catch (IOException gatewayIsAway) {
            // The client sees its own connection end.
        } finally {
            open.remove(client);
        }
    }

    private static void copy(Socket from, Socket to, OutputStream ear) {
        byte[] buffer = new byte[16 * 1024];
        try {
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                ear.write(buffer, 0, length);
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException oneSideIsGone) {
            // The other direction ends the same way.
        }
    }
}
