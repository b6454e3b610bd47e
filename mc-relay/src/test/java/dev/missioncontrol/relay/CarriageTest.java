package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.InMemoryGatewayTokenStore;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.relay.internal.life.Timings;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connection between a client and a gateway that are both in memory. */
class CarriageTest {
    private static final URI ADDRESS = URI.create("ws://127.0.0.1:1");
    private static final Subject.Authenticated OLGA =
            new Subject.Authenticated(new UserId("olga"), Role.OPERATOR, SignIn.API_KEY, Access.fullOperator());

    private final MemoryGateway gateway = new MemoryGateway();
    private final MemoryConnection client = new MemoryConnection();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    private final AtomicBoolean holds = new AtomicBoolean(true);
    private final AtomicBoolean storeLost = new AtomicBoolean();
    private final CountDownLatch identify = new CountDownLatch(1);
    private GatewayRelay relay = relay(Timings.standard());

    @AfterEach
    void stop() {
        relay.close();
        feed.close();
        gateway.close();
    }

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
    void gateway_when_it_sends_what_cannot_be_understood_ends_the_connection_before_it_passes() throws Exception {
        connected(Timings.standard());
        gateway.deliver("{\"type\":\"event\",\"payload\":\"" + "x".repeat(70_000) + '"', Part.CONTINUES);
        gateway.deliver(",\"event\":\"device.pair.requested\",\"seq\":1}", Part.ENDS);
        gateway.deliver("{\"type\":\"event\",\"event\":\"tick\",\"seq\":2}");
        assertThat(client.closed()).isEqualTo(new WsClient.Closed(1011, "the gateway cannot be understood"));
        assertThat(gateway.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(client.messages).isEmpty();
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

    private RelayInlet connected(Timings timings) throws Exception {
        relay.close();
        relay = relay(timings);
        identify.countDown();
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(
                inlet,
                RelayWorld.connect("operator.read", "operator.write", "operator.questions")
                        .toString());
        JsonNode hello = client.next();
        assertThat(hello.path("ok").asBoolean()).as(hello.toString()).isTrue();
        gateway.reading.await(true);
        return inlet;
    }

    private GatewayRelay relay(Timings timings) {
        InMemoryPairingStore pairings = new InMemoryPairingStore(unit);
        DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
        new BackendTrust("backend", pairings, unit, InstantSource.system())
                .observe(new BackendObservation.Confirmed(device.id(), Access.fullOperator()));
        InMemoryGatewayTokenStore tokens = new InMemoryGatewayTokenStore();
        tokens.save(
                GatewayTokenStore.nameOf(ADDRESS),
                device.id(),
                ClientRole.OPERATOR,
                new StoredToken(Secret.of("t"), Set.of(Scope.READ)));
        Upstream upstream = Upstream.device(ADDRESS, device, ClientProfile.backend("Test", "1"), tokens, gateway);
        TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), pairings, unit)
                .build();
        return GatewayRelay.builder(engine, new Olga(), upstream)
                .audit(new AuditLog(new Failing(), unit))
                .revocations(feed)
                .timings(timings)
                .build();
    }

    private static RequestFacts upgrade() {
        return new RequestFacts(
                "GET",
                "/gateway",
                Headers.empty(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711),
                Scheme.HTTP,
                Set.of());
    }

    private static void send(RelayInlet inlet, String frame) {
        inlet.onText(utf8(frame), Part.ENDS);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Olga implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            try {
                identify.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Identification.Known(new Caller(OLGA, new CredentialRef.OfKey("k"), null));
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return holds.get();
        }
    }

    private final class Failing implements UnitOfWork {
        @Override
        public <R> R commit(Function<Tx, R> work) {
            if (storeLost.get()) {
                throw new StoreException("disk full");
            }
            return unit.commit(work);
        }
    }
}
