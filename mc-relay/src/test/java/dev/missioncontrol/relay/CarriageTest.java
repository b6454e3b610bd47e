package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.life.Timings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one connection between a client and a gateway carries, and how it closes. */
class CarriageTest extends CarriageStage {

    @Test
    void client_when_it_does_not_read_pauses_the_gateway_and_is_closed_after_a_while() throws Exception {
        RelayInlet inlet = connected(new Timings(
                Duration.ofSeconds(15), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(1)));
        client.writable = false;
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");
        gateway.reading.await(false);
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1008, "slow consumer"));
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        inlet.onClosed(1008, "");
    }

    @Test
    void client_when_it_reads_again_lets_the_gateway_go_on() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        client.writable = false;
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");
        gateway.reading.await(false);
        client.reading.await(false);
        client.writable = true;
        inlet.onWritable();
        gateway.reading.await(true);
        client.reading.await(true);
    }

    @Test
    void gateway_when_it_does_not_take_more_pauses_the_client_until_it_does() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        gateway.writable = false;
        send(inlet, RelayWorld.call("1", "health"));
        client.reading.await(false);
        gateway.becomeWritable();
        client.reading.await(true);
    }

    @Test
    void answer_of_the_relay_when_the_gateway_is_in_the_middle_of_a_message_waits_for_its_end() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",", Part.CONTINUES);
        client.midMessage.await(true);
        send(inlet, RelayWorld.call("1", "device.pair.list"));
        gateway.deliver("\"seq\":1}", Part.ENDS);
        assertThat(client.next().path("event").asText()).isEqualTo("tick");
        assertThat(client.next().at("/error/details/code").asText()).isEqualTo("RELAY_METHOD_REFUSED");
    }

    @Test
    void frame_when_bad_after_its_beginning_went_on_drops_the_gateway_without_its_end() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        String head = "{\"type\":\"req\",\"id\":\"1\",\"method\":\"chat.send\",\"params\":\"" + "x".repeat(70_000);
        inlet.onText(utf8(head), Part.CONTINUES);
        inlet.onText(utf8("\",\"method\":\"config.set\"}"), Part.ENDS);
        assertThat(client.closed().code()).isEqualTo(1008);
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(gateway.messages).isEmpty();
    }

    @Test
    void frame_when_short_and_in_parts_goes_on_only_as_a_whole() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        String call = RelayWorld.call("1", "health");
        inlet.onText(utf8(call.substring(0, 40)), Part.CONTINUES);
        assertThat(gateway.unfinished()).isZero();
        inlet.onText(utf8(call.substring(40)), Part.ENDS);
        assertThat(gateway.messages.poll(10, TimeUnit.SECONDS)).isEqualTo(call);
    }

    @Test
    void question_list_when_the_scope_is_missing_is_answered_with_an_empty_list() throws Exception {
        relay.close();
        relay = relay(Timings.standard());
        identify.countDown();
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        client.next();
        send(inlet, RelayWorld.call("1", "question.list"));
        assertThat(client.next().at("/payload/questions").isEmpty()).isTrue();
        assertThat(gateway.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "1005,1000", "1006,1012", "1012,1012", "1013,1013", "4001,4001", "999,1012"})
    void gateway_when_it_closes_gives_the_client_a_code_that_can_be_sent(int from, int to) throws Exception {
        connected(Timings.standard());
        gateway.closeFromThere(from, "why");
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(to, "why"));
    }

    @Test
    void client_when_the_gateway_s_socket_cannot_be_closed_is_closed_all_the_same() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        gateway.brokenAtClose = true;
        inlet.onBinary();
        assertThat(client.closed().code()).isEqualTo(1008);
    }

    @Test
    void client_when_it_closes_ends_the_gateway_s_socket() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        inlet.onClosed(1001, "");
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(relay.clients()).isEmpty();
    }

    @Test
    void frames_behind_connect_when_sixteen_close_the_connection() throws Exception {
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        for (int i = 0; i < 15; i++) {
            send(inlet, RelayWorld.call("q" + i, "health"));
        }
        assertThat(client.closed.isDone()).isFalse();
        send(inlet, RelayWorld.call("q15", "health"));
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1008, "too many pending handshake frames"));
        identify.countDown();
    }

    @Test
    void client_when_sign_in_breaks_down_is_closed_at_once() throws Exception {
        signInBroken.set(true);
        identify.countDown();
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1011, "internal error"));
        assertThat(relay.clients()).isEmpty();
    }

    @Test
    void client_when_it_says_nothing_is_closed_like_at_the_gateway() throws Exception {
        relay.close();
        relay = relay(new Timings(
                Duration.ofMillis(50), Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofSeconds(1)));
        relay.open(client, upgrade());
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1000, ""));
    }

    @Test
    void client_when_what_it_says_of_itself_cannot_be_mirrored_takes_no_place_in_the_queue() throws Exception {
        identify.countDown();
        for (int i = 0; i <= UpstreamLimits.standard().handshakes(); i++) {
            MemoryConnection odd = new MemoryConnection();
            RelayInlet inlet = relay.open(odd, upgrade());
            odd.next();
            ObjectNode connect = RelayWorld.connect("operator.read");
            connect.withObject("/params/client").put("version", " ");
            send(inlet, connect.toString());
            assertThat(odd.closed().code()).isEqualTo(1008);
        }
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        assertThat(client.next().path("ok").asBoolean()).isTrue();
    }

    @Test
    void gateway_when_it_sends_what_cannot_be_understood_ends_the_connection_before_it_passes() throws Exception {
        connected(Timings.standard());
        gateway.deliver("{\"type\":\"event\",\"payload\":\"" + "x".repeat(70_000) + '"', Part.CONTINUES);
        gateway.deliver(",\"event\":\"device.pair.requested\",\"seq\":1}", Part.ENDS);
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",\"seq\":2}");
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1011, "the gateway cannot be understood"));
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(client.messages).isEmpty();
    }
}
