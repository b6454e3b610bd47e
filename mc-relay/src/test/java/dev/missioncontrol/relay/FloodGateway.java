package dev.missioncontrol.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/** A gateway that answers the first call with one frame of 25 MiB, as fast as it is taken. It keeps none of it. */
final class FloodGateway implements AutoCloseable {
    static final int FRAME = 26_214_400;

    private static final byte[] HEAD =
            "{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

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
        CRC32 sum = new CRC32();
        for (long at = 0; at < FRAME; at += 8_192) {
            byte[] piece = piece(at);
            sum.update(piece, 0, piece.length);
        }
        return sum.getValue();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket accepted = server.accept()) {
            accepted.setSendBufferSize(64 * 1024);
            RawSocket client = RawSocket.server(accepted);
            client.send(
                    "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"0123456789-flood\",\"ts\":"
                            + System.currentTimeMillis() + "}}");
            client.send(MemoryGateway.hello(client.next(), List.of()));
            client.next();
            flood(client);
            client.next();
        } catch (IOException over) {
            // the relay or the test has closed the socket
        }
    }

    private void flood(RawSocket client) throws IOException {
        client.header(FRAME);
        OutputStream out = client.out();
        for (long at = 0; at < FRAME; at += 8_192) {
            byte[] piece = piece(at);
            out.write(piece);
            written.addAndGet(piece.length);
        }
    }

    /** The bytes of the frame from here on, at most 8,192. */
    private static byte[] piece(long at) {
        byte[] piece = new byte[(int) Math.min(8_192, FRAME - at)];
        for (int i = 0; i < piece.length; i++) {
            long position = at + i;
            long toEnd = FRAME - position;
            piece[i] = position < HEAD.length
                    ? HEAD[(int) position]
                    : toEnd <= TAIL.length ? TAIL[(int) (TAIL.length - toEnd)] : (byte) ('a' + position % 26);
        }
        return piece;
    }
}
