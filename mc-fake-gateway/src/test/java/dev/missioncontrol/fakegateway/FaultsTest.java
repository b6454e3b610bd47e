package dev.missioncontrol.fakegateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private final FakeGateway fake = FakeGateway.builder().start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void secondChallenge_inPlaceOfHello_hasTheSameNonce() throws Exception {
        fake.faults().challengeAgain();
        try (Phone phone = Phone.call(fake)) {
            JsonNode answer = phone.connect(fake, "gateway-client", "backend", null, client -> {});
            assertThat(answer.path("event").asText()).isEqualTo("connect.challenge");
        }
        Phone.helper(fake).close();
    }

    @Test
    void claimedScopes_areInTheHelloAndNotInForce() throws Exception {
        fake.faults().claimScopes("operator.admin");
        try (Phone phone = Phone.call(fake)) {
            JsonNode hello = phone.connect(fake, "gateway-client", "backend", null, client -> {}, "operator.read");
            assertThat(hello.path("payload").path("auth").path("scopes").toString())
                    .isEqualTo("[\"operator.read\",\"operator.admin\"]");
            phone.ask("1", "config.set", "{}");
            assertThat(phone.next().path("error").path("code").asText()).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void malformedHello_isNoJson() throws Exception {
        fake.faults().malformHello();
        try (Phone phone = Phone.call(fake)) {
            assertThatThrownBy(() -> phone.connect(fake, "gateway-client", "backend", null, client -> {}))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void ignoredCall_isNotAnsweredOnce() throws Exception {
        fake.faults().ignoreCall("status");
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            phone.ask("1", "status", "{}");
            phone.ask("2", "status", "{}");
            assertThat(phone.next().path("id").asText()).isEqualTo("2");
        }
        assertThat(fake.calls()).extracting(RecordedCall::outcome).isEqualTo(List.of("unanswered", "ok"));
    }

    @Test
    void rawText_reachesThoseWhoLoggedIn() throws Exception {
        try (Phone phone = Phone.helper(fake)) {
            fake.faults().send("{oops");
            assertThat(phone.nextText()).isEqualTo("{oops");
        }
    }

    @Test
    void skippedSequence_leavesAHole() throws Exception {
        try (Phone phone = Phone.helper(fake, "operator.read")) {
            fake.emit("session.message", "{}");
            fake.faults().skipSequence();
            fake.emit("session.message", "{}");
            assertThat(phone.next().path("seq").asLong()).isEqualTo(1);
            assertThat(phone.next().path("seq").asLong()).isEqualTo(3);
        }
    }

    @Test
    void cutSockets_endWithoutCloseFrame() throws Exception {
        try (Phone phone = Phone.helper(fake)) {
            fake.faults().cutSockets();
            assertThat(phone.closeCode()).isEqualTo(1006);
        }
        assertThat(fake.connections()).isEmpty();
    }

    @Test
    void ignoredConnect_getsNoHelloAndIsInAllTheSame() throws Exception {
        fake.faults().ignoreConnect();
        try (Phone phone = Phone.call(fake)) {
            phone.dial(fake, "gateway-client", "backend", null, client -> {});
            phone.ask("1", "health", "{}");
            assertThat(phone.next().path("id").asText()).isEqualTo("1");
        }
    }
}
