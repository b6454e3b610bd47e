package dev.missioncontrol.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.Hello;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeReaderTest {
    private static String recordedHello() throws IOException {
        return ((Frame.Answer) FrameReader.read(FrameReaderTest.recorded("hello"))).payloadJson();
    }

    private static String hello(String auth, String policy) {
        return "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":" + auth + ",\"policy\":" + policy + "}";
    }

    @Test
    void hello_whenRecorded_isRead() throws IOException {
        Hello hello = HandshakeReader.hello(recordedHello()).orElseThrow();

        assertThat(hello.protocol()).isEqualTo(4);
        assertThat(hello.access()).isEqualTo(Access.operator(Scope.READ));
        assertThat(Objects.requireNonNull(hello.deviceToken())
                        .matches(Secret.of("yQSX7P7YHMBb6J487facY78rkIKVX2M2GSx4QqhDzBI")))
                .isTrue();
        assertThat(hello.tickInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(hello.maxPayload()).isEqualTo(26_214_400);
        assertThat(hello.serverVersion()).isEqualTo("2026.9.6");
        assertThat(hello.connectionId()).isEqualTo("f048993d-109a-46c6-9158-eee4919a71c8");
        assertThat(hello.bootId()).isEqualTo("bad60e62-8488-4ae8-aa7a-08ec55e15f29");
        assertThat(hello.json()).isEqualTo(recordedHello());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "2621e99999914400", "1E-99999999999", "1e2147483648"})
    void handshake_whenANumberIsBeyondReckoning_isNone(String number) {
        assertThat(HandshakeReader.challenge("{\"nonce\":\"n\",\"ts\":1,\"more\":" + number + "}"))
                .isEmpty();
        assertThat(HandshakeReader.hello(hello("{}", "{\"maxPayload\":" + number + "}")))
                .isEmpty();
    }

    @Test
    void hello_whenPrinted_holdsNoSecret() throws IOException {
        assertThat(HandshakeReader.hello(recordedHello()).orElseThrow().toString())
                .doesNotContain(
                        "yQSX7P7YHMBb6J487facY78rkIKVX2M2GSx4QqhDzBI", "diawnl6b0QwJNbcaUAZUBuwRNrZ288hbwpesbUh4BYM");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1000, 1", "45000, 45", "99999999, 60"})
    void tick_whenOutOfBounds_isClamped(long tickMs, long seconds) {
        String json = hello("{\"role\":\"operator\",\"scopes\":[]}", "{\"tickIntervalMs\":" + tickMs + "}");

        assertThat(HandshakeReader.hello(json).orElseThrow().tickInterval()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void policy_whenMissingOrHuge_isBounded() {
        String auth = "{\"role\":\"operator\",\"scopes\":[\"operator.read\"]}";

        assertThat(HandshakeReader.hello(hello(auth, "null")).orElseThrow().tickInterval())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(HandshakeReader.hello(hello(auth, "{\"maxPayload\":1099511627776}"))
                        .orElseThrow()
                        .maxPayload())
                .isEqualTo(26_214_400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"type\":\"hello\",\"protocol\":4,\"auth\":{\"role\":\"operator\",\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":3,\"auth\":{\"role\":\"operator\",\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":\"4\",\"auth\":{\"role\":\"operator\",\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":4.0,\"auth\":{\"role\":\"operator\",\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":4}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"role\":\"worker\",\"scopes\":[]}}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"role\":\"operator\"}}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"role\":\"operator\",\"scopes\":\"operator.read\"}}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"role\":\"operator\",\"scopes\":[1]}}",
                "{\"type\":\"hello-ok\",\"protocol\":4,\"auth\":{\"role\":\"operator\",\"scopes\":[\"*\"]}}"
            })
    void hello_whenNotOfProtocolFour_isEmpty(String json) {
        assertThat(HandshakeReader.hello(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"ts\":1}",
                "{\"nonce\":\"\",\"ts\":1}",
                "{\"nonce\":\"short\",\"ts\":1}",
                "{\"nonce\":5,\"ts\":1}",
                "{\"nonce\":\"0123456789abcdef\"}",
                "{\"nonce\":\"0123456789abcdef\",\"ts\":\"1\"}",
                "{\"nonce\":\"0123456789abcdef\",\"ts\":1.5}",
                "{\"nonce\":\"0123456789abcdef\",\"ts\":-1}",
                "{\"nonce\":\"0123456789|bcdef\",\"ts\":1}",
                "{\"nonce\":\"0123456789 abcdef\",\"ts\":1}"
            })
    void challenge_whenNotToBeSigned_isEmpty(String json) {
        assertThat(HandshakeReader.challenge(json)).isEmpty();
    }

    @Test
    void challenge_whenItsNonceIsHuge_isEmpty() {
        assertThat(HandshakeReader.challenge("{\"nonce\":\"" + "a".repeat(257) + "\",\"ts\":1}"))
                .isEmpty();
    }
}
