package dev.missioncontrol.testkit.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A gateway client by hand on a blocking socket: sends what no library would, and reads nothing it is not told to. */
final class WireClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String ACCEPT = "ICX+Yqv66kxgM0FcWaLWlFLwTAI=";
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String answer;

    private WireClient(Socket socket, String request) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4_096));
        this.out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        this.answer = head();
    }

    /** Sends an upgrade request with these header lines besides its own; see {@link #status()} for what became of it. */
    static WireClient ask(URI address, String... lines) throws IOException {
        return new WireClient(connected(new Socket(), address), upgrade(address, lines));
    }

    /** Sends a request that asks for no upgrade. */
    static WireClient get(URI address) throws IOException {
        String request = "GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n\r\n";
        return new WireClient(connected(new Socket(), address), request);
    }

    /** Upgrades, and fails where the server does not. */
    static WireClient open(URI address, String... lines) throws IOException {
        return ask(address, lines).upgraded();
    }

    /** {@link #open} on a socket of which the system holds no more than this for a reader that does not read. */
    static WireClient narrow(URI address, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        return new WireClient(connected(socket, address), upgrade(address)).upgraded();
    }

    /** The HTTP status of the answer to the request; 0 if the server closed without one. */
    int status() {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** The head of the answer to the request. */
    String answer() {
        return answer;
    }

    void text(String text) throws IOException {
        send(Frame.FIN | Frame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one frame, masked. */
    void send(int first, byte[] payload) throws IOException {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % MASK.length];
        }
        write(header(first, MASKED, payload.length), MASK, masked);
    }

    /** Sends one frame without a mask, which a client must not. */
    void sendUnmasked(int first, byte[] payload) throws IOException {
        write(header(first, 0, payload.length), payload);
    }

    /** The next frame, whatever it is. */
    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & MASKED) != 0) {
            throw new AssertionError("a server masks nothing");
        }
        long length = second == 126 ? in.readUnsignedShort() : second == 127 ? in.readLong() : second;
        return new Frame(first, in.readNBytes(Math.toIntExact(length)));
    }

    /** The next text message, whole; pings on the way are answered. */
    String message() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            Frame frame = frame();
            if (frame.opcode() == Frame.CLOSE) {
                throw new AssertionError("no message came, but " + frame.closed());
            }
            if (!frame.isControl()) {
                message.write(frame.payload());
            }
            answerPing(frame);
            if (!frame.isControl() && frame.isFinal()) {
                return message.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** The next message with this in it; others are dropped. */
    String message(String part) throws IOException {
        String message = message();
        while (!message.contains(part)) {
            message = message();
        }
        return message;
    }

    /** How the server ends this socket; whatever comes before is dropped, and its close frame is answered. */
    Frame.Closed closed() throws IOException {
        Frame.Closed closed = closing();
        if (closed.code() != 1006) {
            finish();
        }
        return closed;
    }

    /** How the server ends this socket, without an answer from here. Pings on the way are not answered either. */
    Frame.Closed closing() throws IOException {
        try {
            Frame frame = frame();
            while (frame.opcode() != Frame.CLOSE) {
                frame = frame();
            }
            return frame.closed();
        } catch (EOFException | SocketException cut) {
            return new Frame.Closed(1006, "");
        }
    }

    /** Reads on until the server has closed the socket; tells whether it did in time. */
    boolean isGone() throws IOException {
        byte[] rest = new byte[8_192];
        try {
            while (in.read(rest) >= 0) {
                // what is left
            }
            return true;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Tells whether the other end takes what is written; nothing is read. */
    boolean takesMore() {
        try {
            send(Frame.FIN | Frame.PONG, new byte[0]);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Ends without a close frame, as when a machine loses its network and comes back. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(byte[]... parts) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            frame.write(part);
        }
        frame.writeTo(out);
        out.flush();
    }

    private void finish() throws IOException {
        try {
            send(Frame.FIN | Frame.CLOSE, new byte[] {0x03, (byte) 0xe8});
        } catch (SocketException goneAlready) {
            return;
        }
        if (!isGone()) {
            throw new AssertionError("both close frames are through, and the socket is open");
        }
    }

    private void answerPing(Frame frame) throws IOException {
        if (frame.opcode() == Frame.PING) {
            send(Frame.FIN | Frame.PONG, frame.payload());
        }
    }

    private WireClient upgraded() throws IOException {
        if (status() != 101 || !answer.contains(ACCEPT)) {
            socket.close();
            throw new AssertionError("no upgrade, but " + answer);
        }
        return this;
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = readOrEnd();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private int readOrEnd() throws IOException {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private static byte[] header(int first, int mask, int length) {
        ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
        if (length < 126) {
            header.put((byte) (mask | length));
        } else if (length < 65_536) {
            header.put((byte) (mask | 126)).putShort((short) length);
        } else {
            header.put((byte) (mask | 127)).putLong(length);
        }
        byte[] bytes = new byte[header.flip().remaining()];
        header.get(bytes);
        return bytes;
    }

    private static Socket connected(Socket socket, URI address) throws IOException {
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) PATIENCE.toMillis());
        return socket;
    }

    private static String upgrade(URI address, String... lines) {
        return "GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + String.join(
                        "",
                        java.util.stream.Stream.of(lines)
                                .map(line -> line + "\r\n")
                                .toList()) + "\r\n";
    }
}
