package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client's large frame meets a gateway that does not read: over real sockets, in bounded memory. */
class SlowGatewayTest {
    private static final long MIB = 1024 * 1024;
    private static final BigFrame CALL =
            new BigFrame("{\"type\":\"req\",\"id\":\"1\",\"method\":\"chat.send\",\"params\":{\"message\":\"", "\"}}");

    private final AtomicLong written = new AtomicLong();
    private StalledGateway gateway;
    private BareRelay relay;

    @BeforeEach
    void start() throws Exception {
        gateway = new StalledGateway();
        relay = new BareRelay(gateway.url());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        gateway.close();
    }

    @Test
    @Timeout(60)
    void frame_of_25_MiB_when_the_gateway_does_not_read_waits_at_the_client_and_arrives_whole() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setSendBufferSize(64 * 1024);
            RawSocket client = relay.connect(socket);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client));
            long left = Standstill.of(written::get);
            long given = relay.meter().given();
            System.out.printf(
                    Locale.ROOT,
                    "a frame of 25 MiB to a gateway that does not read: %.1f MiB left the client, kernel buffers"
                            + " included, %.1f MiB the relay%n",
                    (double) left / MIB,
                    (double) given / MIB);
            assertThat(left).isLessThan(BigFrame.LENGTH);
            assertThat(given).isLessThan(8 * MIB);
            assertThat(gateway.read().get(30, TimeUnit.SECONDS))
                    .isEqualTo(new StalledGateway.Received(BigFrame.LENGTH, CALL.checksum()));
            sent.get(30, TimeUnit.SECONDS);
        }
    }

    private void send(RawSocket client) {
        try {
            client.send(CALL, written::addAndGet);
        } catch (IOException cut) {
            throw new AssertionError(cut);
        }
    }
}
