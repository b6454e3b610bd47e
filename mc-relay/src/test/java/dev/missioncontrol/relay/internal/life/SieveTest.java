package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.scan.Capture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {
    private static final String ASKED =
            "{\"type\":\"event\",\"event\":\"device.pair.requested\",\"payload\":{\"requestId\":\"r\"},\"seq\":7}";

    private static final String TICK = "{\"type\":\"event\",\"event\":\"tick\",\"payload\":{},\"seq\":7}";
    private static final String LONG = "x".repeat(200_000);

    private final List<String> messages = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final Sieve sieve = new Sieve(new Kept());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 36, 37, 50, 1_000})
    void event_when_about_the_gateway_s_own_pairing_leaves_its_number_behind(int step) {
        carry(ASKED, step);
        assertThat(messages).containsExactly(TICK);
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

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000, 70_000, 1_000_000})
    void event_when_longer_than_is_held_leaves_its_number_behind(int step) {
        carry(ASKED.replace("\"r\"", '"' + LONG + '"'), step);
        carry(ASKED, step);
        assertThat(messages).containsExactly(TICK, TICK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"device.pair.requested\",\"type\":\"event\",\"seq\":7}",
                "{\"seq\":7,\"type\":\"event\",\"event\":\"device.pair.resolved\",\"payload\":{\"seq\":8}}",
                " { \"type\" : \"event\" , \"event\" : \"device.pair.requested\" , \"seq\" : 7 } "
            })
    void event_when_written_in_another_way_leaves_its_number_behind(String text) {
        for (int step : new int[] {1, 13, 1_000}) {
            messages.clear();
            carry(text, step);
            assertThat(messages).containsExactly(TICK);
        }
    }

    @Test
    void event_when_its_name_is_far_away_but_held_is_judged_by_it() {
        String far = "{\"type\":\"event\",\"payload\":\"" + "x".repeat(60_000) + "\",\"event\":\"%s\",\"seq\":7}";
        carry(String.format(far, "device.pair.requested"), 1_000);
        carry(String.format(far, "presence"), 1_000);
        assertThat(messages).containsExactly(TICK, String.format(far, "presence"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void message_when_doubtful_is_kept_back_with_everything_behind_it(String text) {
        for (int step : new int[] {1, 64, 70_000, 1_000_000}) {
            Kept kept = new Kept();
            Sieve before = new Sieve(kept);
            messages.clear();
            carry(before, text, step);
            carry(before, "{\"type\":\"event\",\"event\":\"presence\"}", step);
            assertThat(messages).as("by %s", step).isEmpty();
            assertThat(kept.unclear).as("by %s", step).isEqualTo(1);
        }
    }

    static Stream<String> unclear() {
        String event = "{\"type\":\"event\",\"event\":\"device.pair.requested\"";
        return Stream.of(
                "{\"type\":\"event\",\"payload\":\"" + LONG + "\",\"event\":\"device.pair.requested\",\"seq\":7}",
                "{\"payload\":\"" + LONG + "\",\"type\":\"event\",\"event\":\"presence\",\"seq\":7}",
                "{\"type\":\"event\",\"\\u0065vent\":\"device.pair.requested\",\"seq\":7}",
                "{\"type\":\"event\",\"event\":\"device\\u002epair.requested\",\"seq\":7}",
                "{\"payload\":" + "[".repeat(65) + "]".repeat(65) + ",\"event\":\"device.pair.requested\",\"seq\":7}",
                "{\"payload\":" + "1".repeat(1_001) + ",\"event\":\"device.pair.requested\",\"seq\":7}",
                event + ",\"payload\":" + "[".repeat(65) + "]".repeat(65) + ",\"seq\":7}",
                event + ",\"seq\":7,\"seq\":8}",
                event + ",\"seq\":7.5}",
                event + ",\"seq\":-7}",
                event + ",\"seq\":\"7\"}",
                event + ",\"seq\":12345678901234567890}",
                event + ",\"seq\":7",
                event + ",\"payload\":\"" + LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 1_000})
    void answer_when_it_passes_is_announced_by_its_id(int step) {
        String one = "{\"type\":\"res\",\"id\":\"a\\\"b\",\"ok\":true,\"payload\":{\"id\":\"c\"}}";
        String other = "{\"id\":\"d\",\"ok\":false,\"type\":\"res\"}";
        String without = "{\"type\":\"res\",\"ok\":true}";
        carry(one, step);
        carry(other, step);
        carry(without, step);
        assertThat(messages).containsExactly(one, other, without);
        assertThat(answered).containsExactly("a\\\"b", "d");
    }

    @Test
    void answer_when_its_id_comes_late_passes_all_the_same() {
        String late = "{\"type\":\"res\",\"payload\":\"" + LONG + "\",\"id\":\"1\"}";
        carry(late, 1_000);
        carry(ASKED, 1_000);
        assertThat(messages).containsExactly(late, TICK);
    }

    private void carry(String text, int step) {
        carry(sieve, text, step);
    }

    private static void carry(Sieve sieve, String text, int step) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        do {
            int length = Math.min(step, bytes.length - at);
            Part part = at + length == bytes.length ? Part.ENDS : Part.CONTINUES;
            sieve.carry(ByteBuffer.wrap(bytes, at, length), part);
            at += length;
        } while (at < bytes.length);
    }

    private final class Kept implements Sieve.Outlet {
        private final StringBuilder message = new StringBuilder();
        private int unclear;

        @Override
        public void pass(ByteBuffer piece, Part part) {
            message.append(StandardCharsets.UTF_8.decode(piece.duplicate()));
            if (part == Part.ENDS) {
                messages.add(message.toString());
                message.setLength(0);
            }
        }

        @Override
        public void answering(Capture id, ByteBuffer beginning, Part part) {
            answered.add(id.text());
        }

        @Override
        public void unclear() {
            unclear++;
        }
    }
}
