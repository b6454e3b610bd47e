package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.scripted.ScriptedGateway;
import dev.missioncontrol.gateway.scripted.ScriptedPeer;
import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives behind hello, sound and not. */
class GatewayEventsTest extends ClientScene {
    @Test
    void events_whenSequenceJumps_tellTheGapBeforeTheEvent() throws Exception {
        ScriptedPeer peer = ready();
        peer.send("{\"type\":\"event\",\"event\":\"presence\",\"payload\":[ 1 ],\"seq\":1}");
        peer.send("{\"type\":\"event\",\"event\":\"bus\",\"payload\":{}}");
        peer.send("{\"type\":\"event\",\"event\":\"health\",\"payload\":{},\"seq\":4}");
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":5}");

        hears("presence [ 1 ]", "bus {}", "gap 2 4", "health {}", "tick null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"type\":\"req\",\"id\":\"1\",\"method\":\"x\"}",
                "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{}}",
                "{\"type\":\"res\",\"id\":\"c1\",\"ok\":\"true\"}"
            })
    void frame_whenMalformedBehindHello_closesAndReconnects(String frame) throws Exception {
        ScriptedPeer peer = ready();
        peer.send(frame);

        assertThat(peer.closeCode()).isEqualTo(1002);
        hears("BackingOff PROTOCOL_ERROR", "Connecting");
    }

    @Test
    void answers_whenToCallsNeverMade_endTheConnectionAfterAHundred() throws Exception {
        ScriptedPeer peer = ready();
        for (int i = 0; i <= 100; i++) {
            peer.send("{\"type\":\"res\",\"id\":\"c9999" + i + "\",\"ok\":true}");
        }

        assertThat(peer.closeCode()).isEqualTo(1002);
    }

    @Test
    void events_whenSequenceGoesBackOrRepeats_tellAGapAndGoOnFromThere() throws Exception {
        ScriptedPeer peer = ready();
        for (long seq : new long[] {1, 2, 2, 1, 2, 9_007_199_254_740_992L, 3, 4}) {
            peer.send("{\"type\":\"event\",\"event\":\"e" + seq + "\",\"seq\":" + seq + "}");
        }

        hears("e1 null", "e2 null", "gap 3 2", "e2 null", "gap 3 1", "e1 null", "e2 null");
        hears("gap 3 9007199254740992", "e9007199254740992 null", "gap 9007199254740993 3", "e3 null", "e4 null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "0", "-1", "1.5", "9007199254740993", "18446744073709551616", "null", "true"})
    void sequence_whenNoWholeNumberFromOne_isAProtocolError(String seq) throws Exception {
        ScriptedPeer peer = ready();
        peer.send("{\"type\":\"event\",\"event\":\"tick\",\"seq\":" + seq + "}");

        assertThat(peer.closeCode()).isEqualTo(1002);
        hears("BackingOff PROTOCOL_ERROR");
    }

    @Test
    void listener_whenItBlocks_holdsUpNobodyElse() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        GatewayListener blocking = new GatewayListener() {
            @Override
            public void onEvent(String name, String payloadJson) {
                awaitQuietly(free);
            }
        };
        try (GatewayClient watched = builder().listener(blocking).build()) {
            watched.start();
            ScriptedPeer peer = server.accept();
            ScriptedGateway.welcome(peer, "dt-1");
            hears("Connecting", "Proving", "Ready");
            for (int seq = 1; seq <= 2_000; seq++) {
                peer.send("{\"type\":\"event\",\"event\":\"e\",\"seq\":" + seq + "}");
            }
            for (int i = 0; i < 2_000; i++) {
                hears("e null");
            }
            CompletionStage<Reply> call = watched.call("health", "{}", SOON);
            String id = ScriptedGateway.receive(peer).get("id").asText();
            peer.send("{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true}");
            assertThat(reply(call)).isEqualTo(new Reply.Result("null"));
        } finally {
            free.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
