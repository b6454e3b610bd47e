package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.wire.EventNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {
    private static final String ASKED =
            "{\"type\":\"event\",\"event\":\"device.pair.requested\",\"payload\":{\"requestId\":\"r\"},\"seq\":7}";

    private final List<String> messages = new ArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final Sieve sieve = new Sieve(new EventNumber()::harmless, (bytes, part) -> {
        message.append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
        if (part == Part.ENDS) {
            messages.add(message.toString());
            message.setLength(0);
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 36, 37, 50, 1_000})
    void event_when_about_the_gateway_s_own_pairing_leaves_its_number_behind(int step) {
        carry(ASKED, step);
        assertThat(messages).containsExactly("{\"type\":\"event\",\"event\":\"tick\",\"payload\":{},\"seq\":7}");
    }

    @Test
    void event_when_without_a_number_leaves_nothing() {
        carry(ASKED.replace(",\"seq\":7", ""), 1_000);
        carry("{}", 1_000);
        assertThat(messages).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"event\",\"event\":\"presence\",\"payload\":{},\"seq\":8}",
                "{\"type\":\"event\",\"event\":\"device.pai\"}",
                "{\"type\":\"event\",\"event\":\"device.pair",
                "{\"type\":\"res\",\"id\":\"device.pair.list\",\"ok\":true}",
                "{",
                ""
            })
    void message_when_about_anything_else_passes_as_it_is(String text) {
        for (int step : new int[] {1, 5, 1_000}) {
            messages.clear();
            carry(text, step);
            carry(ASKED, step);
            assertThat(messages.get(0)).isEqualTo(text);
            assertThat(messages).hasSize(2);
        }
    }

    @Test
    void event_when_longer_than_is_held_passes_whole() {
        String huge = ASKED.replace("\"r\"", "\"" + "r".repeat(70_000) + "\"");
        carry(huge, 10_000);
        assertThat(messages).containsExactly(huge);
    }

    private void carry(String text, int step) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        do {
            int length = Math.min(step, bytes.length - at);
            Part part = at + length == bytes.length ? Part.ENDS : Part.CONTINUES;
            sieve.carry(ByteBuffer.wrap(bytes, at, length), part);
            at += length;
        } while (at < bytes.length);
    }
}
