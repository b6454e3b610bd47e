package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final String EVENT = "{\"type\":\"event\",\"event\":\"chat\",\"payload\":{},\"seq\":1}";
    private static final int POLICY_VIOLATION = 1008;

    private final List<String> told = new ArrayList<>();
    private final Connection.Owner owner = new Connection.Owner() {
        @Override
        public void event(Connection from, String name, String payloadJson, long seq) {
            told.add("event " + name);
        }

        @Override
        public void gap(long link, long expected, long received) {
            told.add("gap");
        }

        @Override
        public void broken(long link, int closeCode, CloseReason reason) {
            told.add("broken " + closeCode);
        }

        @Override
        public void closed(long link, int closeCode) {
            told.add("closed " + closeCode);
        }
    };
    private final Connection connection =
            new Connection(1, new PendingCalls(new Semaphore(1), () -> {}), owner, InstantSource.fixed(Instant.EPOCH));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"n\",\"ts\":1}}"
            })
    void frames_whenMalformedAgainAndAgain_areToldOfOnce(String malformed) {
        say(EVENT);
        for (int i = 0; i < 5_000; i++) {
            say(malformed);
        }
        say(EVENT);

        assertThat(told).containsExactly("event chat", "broken 1002");
    }

    @Test
    void frames_behindAFaultOfTheTransport_areNotRead() {
        connection.onBroken(POLICY_VIOLATION);
        connection.onBroken(POLICY_VIOLATION);
        say(EVENT);
        connection.onClosed(1006, "");

        assertThat(told).containsExactly("broken 1008", "closed 1006");
    }

    private void say(String frame) {
        connection.onText(ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8)), Part.ENDS);
    }
}
