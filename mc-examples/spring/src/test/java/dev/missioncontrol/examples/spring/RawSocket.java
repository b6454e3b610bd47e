package dev.missioncontrol.examples.spring;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request that no client library would send. */
final class RawSocket {

    private RawSocket() {}

    static String ask(String origin, String head) throws IOException {
        return ask(origin, head, "");
    }

    static String ask(String origin, String head, String body) throws IOException {
        URI address = URI.create(origin);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            String request = head + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
