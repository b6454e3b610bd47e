package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.testkit.relay.Mounted;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A wire before a sound server, with one fault in what goes to the client. Each connection has its own threads. */
final class FaultyWire implements Mounted {
    private static final int LITTLE = 32 * 1024;

    private final Mounted server;
    private final Way toClient;
    private final ServerSocket door;

    /** How bytes get from the server to the client. */
    @FunctionalInterface
    interface Way {
        void carry(InputStream from, OutputStream to) throws IOException, InterruptedException;
    }

    FaultyWire(Mounted server, Way toClient) {
        this.server = server;
        this.toClient = toClient;
        try {
            door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    @Override
    public URI address() {
        return URI.create(
                "ws://127.0.0.1:" + door.getLocalPort() + server.address().getPath());
    }

    @Override
    public void close() {
        server.close();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No fault. */
    static void asIs(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8_192];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
        }
    }

    /** Takes each frame for a text of its own, as a server that decodes pieces one by one. */
    static void mangled(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int end = 0;
        while (end < 4) {
            int next = in.readUnsignedByte();
            to.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        while (true) {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? Math.toIntExact(in.readLong()) : length;
            byte[] payload = in.readNBytes(length);
            boolean control = (first & 8) != 0;
            byte[] text = new String(payload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            to.write(frame(first, control ? payload : text));
        }
    }

    /** Takes all there is, whether the client reads or not. */
    static void hoarded(InputStream from, OutputStream to) throws IOException, InterruptedException {
        BlockingQueue<byte[]> hoard = new LinkedBlockingQueue<>();
        daemon(() -> {
            for (byte[] piece = from.readNBytes(1); piece.length > 0; piece = from.readNBytes(1)) {
                hoard.add(piece);
                hoard.add(from.readNBytes(from.available()));
            }
            hoard.add(new byte[0]);
        });
        for (byte[] piece = hoard.take(); piece.length > 0 || !hoard.isEmpty(); piece = hoard.take()) {
            to.write(piece);
        }
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            client.setSendBufferSize(LITTLE);
            Socket upstream = new Socket();
            upstream.setReceiveBufferSize(LITTLE);
            upstream.connect(new InetSocketAddress(
                    server.address().getHost(), server.address().getPort()));
            pump(FaultyWire::asIs, client, upstream);
            pump(toClient, upstream, client);
        }
    }

    private static void pump(Way way, Socket from, Socket to) {
        daemon(() -> {
            try (from;
                    to) {
                way.carry(from.getInputStream(), to.getOutputStream());
            }
        });
    }

    /** Something that ends when its socket does. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException over) {
                        // the connection has ended
                    }
                },
                "faulty-wire");
        thread.setDaemon(true);
        thread.start();
    }
}
