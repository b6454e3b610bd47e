package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.scan.Capture;
import dev.missioncontrol.relay.internal.scan.GatewayHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallsInFlightTest {
    private final CallsInFlight calls = new CallsInFlight();

    @Test
    void call_when_another_is_answered_stays() {
        calls.begun(id("a"));
        calls.begun(id("b"));
        answer("b", "{}");
        answer("b", "{}");
        answer("c", "{}");
        assertThat(calls.isNone()).isFalse();
        answer("a", "{}");
        assertThat(calls.isNone()).isTrue();
    }

    @Test
    void call_when_only_its_receipt_came_stays_until_its_answer() {
        calls.begun(id("a"));
        answer("a", "{\"runId\":\"r\",\"status\":\"accepted\"}");
        assertThat(calls.isNone()).isFalse();
        answer("a", "{\"runId\":\"r\",\"status\":\"ok\"}");
        assertThat(calls.isNone()).isTrue();
    }

    @Test
    void call_when_its_id_is_used_twice_needs_two_answers() {
        calls.begun(id("a"));
        calls.begun(id("a"));
        answer("a", "{}");
        assertThat(calls.isNone()).isFalse();
        answer("a", "{}");
        assertThat(calls.isNone()).isTrue();
    }

    @Test
    void calls_when_more_than_are_kept_are_all_waited_for() {
        for (int i = 0; i < 3_000; i++) {
            calls.begun(id("i" + i));
        }
        for (int i = 0; i < 2_999; i++) {
            answer("i" + i, "{}");
            assertThat(calls.isNone()).isFalse();
        }
        answer("i2999", "{}");
        assertThat(calls.isNone()).isTrue();
    }

    private void answer(String id, String payload) {
        byte[] frame = ("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true,\"payload\":" + payload + "}")
                .getBytes(StandardCharsets.US_ASCII);
        calls.answering(id(id), ByteBuffer.wrap(frame), Part.ENDS);
    }

    private static Capture id(String text) {
        GatewayHead head = new GatewayHead();
        head.begin();
        byte[] frame = ("{\"id\":\"" + text + "\"}").getBytes(StandardCharsets.US_ASCII);
        head.scan(ByteBuffer.wrap(frame), 0, frame.length);
        return head.id();
    }
}
