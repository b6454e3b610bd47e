package dev.missioncontrol.fakegateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FakeGatewayTest {
    private final FakeGateway fake = FakeGateway.builder()
            .tickInterval(Duration.ofMillis(100))
            .session(new ServedSession("agent:main:main", "Main", Instant.parse("2026-11-20T12:00:00Z")))
            .start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void calls_whenRefused_areRecordedWithWhatWasJudged() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            phone.ask("1", "chat.send", "{\"sessionKey\":\"main\"}");
            answer(phone, "1");
            phone.ask("2", "status", "{}");
            answer(phone, "2");
        }
        assertThat(fake.calls()).extracting(RecordedCall::method).containsExactly("chat.send", "status");
        assertThat(fake.calls()).extracting(RecordedCall::outcome).containsExactly("FORBIDDEN", "ok");
        RecordedCall first = fake.calls().get(0);
        assertThat(first.paramsJson()).isEqualTo("{\"sessionKey\":\"main\"}");
        assertThat(first.connection().clientId()).isEqualTo("gateway-client");
        assertThat(first.connection().clientMode()).isEqualTo("backend");
        assertThat(first.connection().scopes()).containsExactly("operator.read");
    }

    @Test
    void connections_whileOpen_areListed() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            assertThat(fake.connections())
                    .singleElement()
                    .satisfies(connection -> assertThat(connection.role()).isEqualTo("operator"));
            phone.ask("1", "health", "{}");
            answer(phone, "1");
        }
    }

    @Test
    void servedSession_fromTheStart_isListed() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            phone.ask("1", "sessions.list", "{}");
            JsonNode sessions = answer(phone, "1").path("payload").path("sessions");
            assertThat(sessions).hasSize(1);
            assertThat(sessions.path(0).path("displayName").asText()).isEqualTo("Main");
        }
    }

    @Test
    void message_whenSent_isInTheHistoryAndAnEvent() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.write")) {
            phone.ask("1", "chat.send", "{\"sessionKey\":\"main\",\"message\":\"hello\",\"idempotencyKey\":\"k\"}");
            JsonNode chat = event(phone, "chat");
            assertThat(chat.path("payload").path("runId").asText()).isEqualTo("k");
            assertThat(chat.path("payload").path("state").asText()).isEqualTo("final");
            phone.ask("2", "chat.history", "{\"sessionKey\":\"main\"}");
            assertThat(answer(phone, "2").path("payload").path("messages").toString())
                    .contains("hello");
        }
    }

    @Test
    void knownMethod_thatIsNotServed_saysSo() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            phone.ask("1", "logs.tail", "{}");
            assertThat(answer(phone, "1").path("error").path("code").asText()).isEqualTo("UNAVAILABLE");
        }
    }

    @Test
    void ticks_atTheirInterval_areNumbered() throws Exception {
        try (Phone phone = Phone.helper(fake)) {
            assertThat(event(phone, "tick").path("seq").asLong()).isEqualTo(1);
            assertThat(event(phone, "health").path("seq").asLong()).isGreaterThan(1);
        }
    }

    @Test
    void event_whenEmitted_reachesThoseWhoMaySeeIt() throws Exception {
        try (Phone reader = Phone.helper(fake, "operator.read");
                Phone approver = Phone.helper(fake, "operator.approvals")) {
            fake.emit("exec.approval.requested", "{\"id\":\"x\"}");
            fake.emit("session.message", "{\"id\":\"y\"}");
            assertThat(event(approver, "exec.approval.requested")
                            .path("payload")
                            .path("id")
                            .asText())
                    .isEqualTo("x");
            assertThat(firstBesidesTicks(reader).path("event").asText()).isEqualTo("session.message");
            assertThatThrownBy(() -> fake.emit("x", "[]")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void restart_whileNobodyListens_refusesAndComesBackOnItsPort() throws Exception {
        URI before = fake.url();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        try (Phone phone = Phone.helper(fake)) {
            fake.restart(() -> {
                try {
                    Phone.call(fake);
                } catch (Exception e) {
                    refused.set(e);
                }
            });
            assertThat(phone.closeCode()).isEqualTo(1012);
        }
        assertThat(refused.get()).isInstanceOf(ExecutionException.class);
        assertThat(fake.url()).isEqualTo(before);
        Phone.helper(fake).close();
    }

    @Test
    void stop_withOpenSockets_saysGoodbyeWithoutPromise() throws Exception {
        try (Phone phone = Phone.helper(fake)) {
            fake.stop();
            JsonNode farewell = event(phone, "shutdown").path("payload");
            assertThat(farewell.has("restartExpectedMs")).isFalse();
            assertThat(phone.closeCode()).isEqualTo(1012);
        }
        fake.stop();
        assertThatThrownBy(() -> Phone.call(fake)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void silentClient_afterTheHandshakeTimeout_isClosed() throws Exception {
        try (FakeGateway impatient = FakeGateway.builder()
                        .handshakeTimeout(Duration.ofMillis(200))
                        .start();
                Phone phone = Phone.call(impatient)) {
            assertThat(phone.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void sockets_moreThan32WithoutLogin_areRefused() throws Exception {
        List<Phone> waiting = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waiting.add(Phone.call(fake));
        }
        assertThatThrownBy(() -> Phone.call(fake))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(503));
        waiting.forEach(Phone::close);
    }

    @Test
    void http_besidesUpgrades_answersProbesAndRefusesProxies() throws Exception {
        assertThat(get("/readyz", Map.of())).isEqualTo(200);
        assertThat(get("/healthz", Map.of())).isEqualTo(200);
        assertThat(get("/", Map.of())).isEqualTo(404);
        assertThat(get("/readyz", Map.of("X-Forwarded-For", "203.0.113.1"))).isEqualTo(403);
    }

    private int get(String path, Map<String, String> headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + fake.url().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    static JsonNode answer(Phone phone, String id) throws Exception {
        while (true) {
            JsonNode frame = phone.next();
            if (frame.path("id").asText().equals(id)) {
                return frame;
            }
        }
    }

    static JsonNode event(Phone phone, String name) throws Exception {
        while (true) {
            JsonNode frame = phone.next();
            if (frame.path("event").asText().equals(name)) {
                return frame;
            }
        }
    }

    private static JsonNode firstBesidesTicks(Phone phone) throws Exception {
        while (true) {
            JsonNode frame = phone.next();
            if (!List.of("tick", "health").contains(frame.path("event").asText())) {
                return frame;
            }
        }
    }
}
