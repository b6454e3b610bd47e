package dev.missioncontrol.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP by hand, for requests that no client library would send. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_BYTES = 1024 * 1024;

    private RawHttp() {}

    /**
     * What the server sends until it closes, as text; empty if it closes without a word.
     *
     * @throws SocketTimeoutException if it neither answers nor closes: requests ask for the close themselves
     */
    static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, request);
            return read(socket.getInputStream());
        }
    }

    /** The status of an answer; 0 if there is none. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** The first value of a header field of an answer; empty text if it has none. */
    static String header(String answer, String name) {
        int head = answer.indexOf("\r\n\r\n");
        for (String line : answer.substring(0, Math.max(head, 0)).split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** What stands behind the head of an answer. */
    static String body(String answer) {
        int head = answer.indexOf("\r\n\r\n");
        return head < 0 ? "" : answer.substring(head + 4);
    }

    /** A server may refuse and close before it has read everything. */
    private static void write(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException closedEarly) {
            if (socket.isClosed()) {
                throw closedEarly;
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[8_192];
        try {
            for (int count = in.read(piece); count >= 0 && all.size() < MOST_BYTES; count = in.read(piece)) {
                all.write(piece, 0, count);
            }
        } catch (SocketTimeoutException silence) {
            if (all.size() == 0) {
                throw silence;
            }
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
