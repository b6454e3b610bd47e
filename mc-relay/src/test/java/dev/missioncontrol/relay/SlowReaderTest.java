package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large gateway frame meets a client that does not read: over real sockets, in bounded memory. */
class SlowReaderTest {
    private static final long MIB = 1024 * 1024;

    private FloodGateway gateway;
    private BareRelay relay;

    @BeforeEach
    void start() throws Exception {
        gateway = new FloodGateway();
        relay = new BareRelay(gateway.url());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        gateway.close();
    }

    @Test
    @Timeout(60)
    void frame_of_25_MiB_when_the_client_does_not_read_waits_at_the_gateway_and_arrives_whole() throws Exception {
        try (Socket socket = new Socket()) {
            RawSocket client = relay.connect(socket);
            client.send(RelayWorld.call("1", "config.schema"));
            long left = Standstill.of(gateway::written);
            long taken = relay.meter().taken();
            System.out.printf(
                    Locale.ROOT,
                    "a frame of 25 MiB to a client that does not read: %.1f MiB left the gateway, kernel buffers"
                            + " included, %.1f MiB came to the relay%n",
                    (double) left / MIB,
                    (double) taken / MIB);
            assertThat(left).isLessThan(BigFrame.LENGTH);
            assertThat(taken).isLessThan(8 * MIB);
            CRC32 sum = new CRC32();
            assertThat(client.next(sum)).isEqualTo(BigFrame.LENGTH);
            assertThat(sum.getValue()).isEqualTo(FloodGateway.checksum());
        }
    }
}
