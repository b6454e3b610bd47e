package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.relay.netty.RelayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that the relay's own server must not read in two ways. */
class RelayServerTest {
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /gateway HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "");

    private RelayWorld world;
    private RelayServer server;

    @BeforeEach
    void start() throws Exception {
        world = new RelayWorld();
        server = world.listen(InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void upgrade_when_plain_is_taken() throws IOException {
        assertThat(statusOf(UPGRADE + "\r\n")).isEqualTo("HTTP/1.1 101");
    }

    @Test
    void upgrade_when_it_has_two_body_lengths_is_refused() throws IOException {
        String both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n";
        assertThat(statusOf(UPGRADE + both + "\r\n0\r\n\r\n")).isEqualTo("HTTP/1.1 400");
    }

    private String statusOf(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
