package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.life.Timings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is let onto a connection, when it is cut off, and what is recorded of it. */
class CarriageRightsTest extends CarriageStage {

    @Test
    void hello_when_it_grants_more_than_asked_is_never_passed_on() throws Exception {
        gateway.extraScopes.add("operator.admin");
        identify.countDown();
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        assertThat(client.next().path("ok").asBoolean()).isFalse();
        assertThat(client.closed().code()).isEqualTo(1008);
    }

    @Test
    void connection_when_it_cannot_be_recorded_is_refused() throws Exception {
        identify.countDown();
        storeLost.set(true);
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        assertThat(client.next().at("/error/code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(client.closed().code()).isEqualTo(1013);
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void caller_when_no_longer_good_is_cut_off_with_the_next_revocation() throws Exception {
        connected(Timings.standard());
        holds.set(false);
        unit.commit(tx -> tx.revoke(new Revocation.OfKey("k")));
        assertThat(client.closed().code()).isEqualTo(4001);
    }

    @Test
    void relay_when_it_drains_lets_calls_finish_and_takes_no_more() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        send(inlet, RelayWorld.call("1", "chat.send"));
        assertThat(relay.isReady()).isTrue();
        CompletableFuture<Void> empty = relay.drain(Duration.ofSeconds(60)).toCompletableFuture();
        assertThat(relay.isReady()).isFalse();
        send(inlet, RelayWorld.call("2", "chat.send"));
        JsonNode paused = client.next();
        assertThat(paused.at("/error/code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(paused.at("/error/details/code").asText()).isEqualTo("RELAY_RESTARTING");
        assertThat(paused.at("/error/retryable").asBoolean()).isTrue();
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",\"seq\":1}");
        assertThat(client.next().path("event").asText()).isEqualTo("tick");
        assertThat(client.closed.isDone()).isFalse();
        gateway.deliver("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{}}");
        assertThat(client.next().path("id").asText()).isEqualTo("1");
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1012, "service restart"));
        assertThat(empty).succeedsWithin(Duration.ofSeconds(10));
        assertThat(gateway.messages).hasSize(1);
    }

    @Test
    void relay_when_it_drains_waits_for_each_call_and_not_for_as_many_answers() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        send(inlet, RelayWorld.call("1", "agent"));
        send(inlet, RelayWorld.call("2", "chat.send"));
        CompletableFuture<Void> empty = relay.drain(Duration.ofSeconds(60)).toCompletableFuture();
        gateway.deliver("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"status\":\"accepted\"}}");
        gateway.deliver("{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"status\":\"ok\"}}");
        gateway.deliver("{\"type\":\"res\",\"id\":\"invalid\",\"ok\":false,\"error\":{}}");
        for (int i = 0; i < 3; i++) {
            client.next();
        }
        assertThat(client.closed.isDone()).isFalse();
        gateway.deliver("{\"ok\":false,\"error\":{\"code\":\"UNAVAILABLE\"},\"type\":\"res\",\"id\":", Part.CONTINUES);
        gateway.deliver("\"2\"}", Part.ENDS);
        assertThat(client.next().path("id").asText()).isEqualTo("2");
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1012, "service restart"));
        assertThat(empty).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void relay_when_it_drains_closes_who_does_nothing_at_once_and_lets_nobody_in() throws Exception {
        connected(Timings.standard());
        assertThat(relay.drain(Duration.ofSeconds(60)).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1012, "service restart"));
        MemoryConnection late = new MemoryConnection();
        RelayInlet inlet = relay.open(late, upgrade());
        late.next();
        send(inlet, RelayWorld.connect("operator.read").toString());
        assertThat(late.next().at("/error/details/code").asText()).isEqualTo("RELAY_RESTARTING");
        assertThat(late.closed().code()).isEqualTo(1013);
    }

    @Test
    void relay_when_calls_do_not_finish_closes_at_the_deadline() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        send(inlet, RelayWorld.call("1", "chat.send"));
        assertThat(relay.drain(Duration.ofMillis(100)).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1012, "service restart"));
    }

    @Test
    void records_when_a_connection_ends_tell_who_called_what_and_nothing_else() throws Exception {
        RelayInlet inlet = connected(Timings.standard());
        send(inlet, RelayWorld.call("1", "health"));
        send(inlet, RelayWorld.call("2", "health"));
        send(inlet, RelayWorld.call("3", "config.set"));
        send(inlet, RelayWorld.call("4", "<script>"));
        inlet.onClosed(1001, "");
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        relay.close();
        List<AuditEvent> events =
                unit.read(0, 100).stream().map(record -> record.event()).toList();
        assertThat(events)
                .extracting(AuditEvent::action)
                .containsSubsequence(AuditAction.RELAY_CONNECTED, AuditAction.RELAY_CALLS, AuditAction.RELAY_CLOSED);
        AuditEvent calls = events.stream()
                .filter(event -> event.action() == AuditAction.RELAY_CALLS)
                .findFirst()
                .orElseThrow();
        assertThat(calls.actor()).isEqualTo("olga");
        assertThat(calls.detail())
                .containsEntry("carried.health", "2")
                .containsEntry("refused.config.set", "1")
                .containsEntry("carried.(other)", "1");
        assertThat(new AuditLog(unit, unit).verify()).isInstanceOf(AuditVerdict.Intact.class);
    }
}
