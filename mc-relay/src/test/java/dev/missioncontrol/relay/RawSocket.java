package dev.missioncontrol.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.zip.Checksum;

/**
 * A WebSocket by hand on a blocking socket: reads nothing that it is not told to read, and answers pings as it comes by
 * them. One thread reads, any may send.
 */
final class RawSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final int mask;
    private final ReentrantLock sending = new ReentrantLock();

    /** The other side has sent a close frame; without a code it is 1005. */
    static final class Closed extends EOFException {
        private static final long serialVersionUID = 1L;

        private final int code;

        private Closed(int code) {
            super("closed with " + code);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private RawSocket(Socket socket, int mask) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4_096));
        this.out = socket.getOutputStream();
        this.mask = mask;
    }

    /** Upgrades a socket that was just connected. */
    static RawSocket client(Socket socket, String path) throws IOException {
        RawSocket raw = new RawSocket(socket, MASKED);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        raw.out.write(request.getBytes(StandardCharsets.US_ASCII));
        raw.head();
        return raw;
    }

    /** Answers the upgrade on a socket that was just accepted. */
    static RawSocket server(Socket socket) throws IOException {
        RawSocket raw = new RawSocket(socket, 0);
        String key = raw.head()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .findFirst()
                .orElseThrow()
                .substring(18)
                .strip();
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n";
        raw.out.write(answer.getBytes(StandardCharsets.US_ASCII));
        return raw;
    }

    /** Sends one short text frame. */
    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int opcode, byte[] payload) throws IOException {
        byte[] header = header(opcode, payload.length);
        mask(payload, 0);
        byte[] frame = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, frame, header.length, payload.length);
        sending.lock();
        try {
            out.write(frame);
        } finally {
            sending.unlock();
        }
    }

    /** Sends one long text frame; {@code written} is told of each piece that was taken. */
    void send(BigFrame frame, LongConsumer written) throws IOException {
        byte[] header = header(TEXT, BigFrame.LENGTH);
        sending.lock();
        try {
            out.write(header);
            for (long at = 0; at < BigFrame.LENGTH; ) {
                byte[] piece = frame.piece(at);
                mask(piece, at);
                out.write(piece);
                at += piece.length;
                written.accept(piece.length);
            }
        } finally {
            sending.unlock();
        }
    }

    private void mask(byte[] bytes, long at) {
        for (int i = 0; mask != 0 && i < bytes.length; i++) {
            bytes[i] ^= MASK[(int) ((at + i) % MASK.length)];
        }
    }

    private byte[] header(int opcode, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) (FIN | opcode));
        if (length < 126) {
            header.put((byte) (mask | length));
        } else if (length < 65_536) {
            header.put((byte) (mask | 126)).putShort((short) length);
        } else {
            header.put((byte) (mask | 127)).putLong(length);
        }
        if (mask != 0) {
            header.put(MASK);
        }
        return Arrays.copyOf(header.array(), header.position());
    }

    /** The next text message, whole. */
    String next() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (!frame(message::write)) {
            // control frames and beginnings
        }
        return message.toString(StandardCharsets.UTF_8);
    }

    /** Reads the next text message without keeping it; returns its length in bytes. */
    long next(Checksum sum) throws IOException {
        long[] length = {0};
        while (!frame((bytes, from, count) -> {
            sum.update(bytes, from, count);
            length[0] += count;
        })) {
            // control frames and beginnings
        }
        return length[0];
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean frame(Taker taker) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] key = new byte[4];
        if ((second & MASKED) != 0) {
            in.readFully(key);
        }
        boolean control = (first & 8) != 0;
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        for (long done = 0; done < length; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, length - done));
            if (count < 0) {
                throw new EOFException("cut");
            }
            for (int i = 0; i < count; i++) {
                buffer[i] ^= key[(int) ((done + i) % key.length)];
            }
            if (control) {
                note.write(buffer, 0, count);
            } else {
                taker.take(buffer, 0, count);
            }
            done += count;
        }
        if (control) {
            heed(first & 15, note.toByteArray());
        }
        return !control && (first & FIN) != 0;
    }

    private void heed(int opcode, byte[] note) throws IOException {
        if (opcode == PING) {
            send(PONG, note);
        } else if (opcode == CLOSE) {
            throw new Closed(note.length < 2 ? 1005 : ByteBuffer.wrap(note).getShort() & 0xffff);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int next = in.readUnsignedByte();
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What bytes are given to. */
    @FunctionalInterface
    private interface Taker {
        void take(byte[] bytes, int from, int count);
    }
}
