package dev.missioncontrol.examples.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.Identification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void start_whenGatewayApproves_thenOneDeviceIsPairedAndKeptOverARestart(@TempDir Path data) throws Exception {
        try (FakeGateway gateway = FakeGateway.builder().start()) {
            for (int run = 0; run < 2; run++) {
                try (Wiring wiring = Wiring.start(data, gateway.url(), gateway.sharedToken(), new Nobody())) {
                    assertThat(wiring.control().awaitReady(LONG)).isTrue();
                }
            }
            assertThat(gateway.devices()).hasSize(1);
        }
    }

    private static final class Nobody implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            return new Identification.Anonymous();
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return false;
        }
    }
}
