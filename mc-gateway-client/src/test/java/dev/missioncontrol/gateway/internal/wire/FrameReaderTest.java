package dev.missioncontrol.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    static String recorded(String name) throws IOException {
        try (InputStream in = FrameReaderTest.class.getResourceAsStream("/frames/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void challenge_whenRecorded_isAnEventWithItsPayloadAsSent() throws IOException {
        Frame.Event event = (Frame.Event) FrameReader.read(recorded("challenge"));

        assertThat(event.name()).isEqualTo("connect.challenge");
        assertThat(event.seq()).isZero();
        assertThat(recorded("challenge")).contains(event.payloadJson());
        assertThat(HandshakeReader.challenge(event.payloadJson()).orElseThrow().issuedAtMs())
                .isEqualTo(1795194891476L);
    }

    @Test
    void refusal_whenRecorded_keepsCodesAndRequestId() throws IOException {
        Frame.Failure failure = (Frame.Failure) FrameReader.read(recorded("pairing-required"));

        assertThat(failure.error().code()).isEqualTo("NOT_PAIRED");
        assertThat(failure.error().detailsCode()).isEqualTo("PAIRING_REQUIRED");
        assertThat(failure.error().requestId()).isEqualTo("78338fef-d386-4662-84bc-1b3c8a550f7d");
        assertThat(failure.error().retryable()).isFalse();
    }

    @Test
    void refusal_whenTheGatewayStarts_keepsHowLongToWait() throws IOException {
        Frame.Failure failure = (Frame.Failure) FrameReader.read(recorded("starting"));

        assertThat(failure.error().code()).isEqualTo("UNAVAILABLE");
        assertThat(failure.error().detailsCode()).isNull();
        assertThat(failure.error().retryable()).isTrue();
        assertThat(failure.error().retryAfter()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shutdown_whenRecorded_tellsRestartFromStop() throws IOException {
        Frame.Event restart = (Frame.Event) FrameReader.read(recorded("shutdown-restart"));
        Frame.Event stop = (Frame.Event) FrameReader.read(recorded("shutdown-stop"));

        assertThat(ShutdownReader.restart(restart.payloadJson())).contains(Duration.ofMillis(1_500));
        assertThat(ShutdownReader.restart(stop.payloadJson())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"type\":\"res\",\"id\":\"a\",\"ok\":true,\"payload\": {\"n\" : 1.50 , \"u\":\"\\u00e9\"} }~{\"n\" : 1.50 , \"u\":\"\\u00e9\"}",
                "{\"payload\":[1,[2]],\"type\":\"res\",\"id\":\"a\",\"ok\":true}~[1,[2]]",
                "{\"type\":\"res\",\"payload\":\"te\\\"xt\",\"id\":\"a\",\"ok\":true}~\"te\\\"xt\"",
                "{\"type\":\"res\",\"payload\":-12.5e+3,\"id\":\"a\",\"ok\":true}~-12.5e+3",
                "{\"type\":\"res\",\"payload\":7 ,\"id\":\"a\",\"ok\":true}~7",
                "{\"type\":\"res\",\"payload\":true,\"id\":\"a\",\"ok\":true}~true",
                "{\"type\":\"res\",\"payload\":null,\"id\":\"a\",\"ok\":true}~null",
                "{\"type\":\"res\",\"id\":\"a\",\"ok\":true}~null",
                "{\"type\":\"res\",\"id\":\"a\",\"ok\":true,\"new\":{\"x\":[1]},\"payload\":{}}~{}"
            })
    void payload_whenCutOut_isTheTextThatWasSent(String frame, String payload) {
        assertThat(FrameReader.read(frame)).isEqualTo(new Frame.Answer("a", payload));
    }

    @Test
    void payload_whenLong_isTheTextThatWasSent() {
        String payload = "{\"a\":[" + "\"ünïcödé\",".repeat(20_000) + "1]}";

        assertThat(FrameReader.read("{\"type\":\"event\",\"event\":\"x\",\"seq\":9,\"payload\":" + payload + "}"))
                .isEqualTo(new Frame.Event("x", payload, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{}{}",
                "not json",
                "{\"type\":\"req\",\"id\":\"1\",\"method\":\"x\"}",
                "{\"type\":\"res\",\"id\":\"1\"}",
                "{\"type\":\"res\",\"ok\":true}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":\"true\"}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":1}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":null}",
                "{\"type\":\"res\",\"id\":1,\"ok\":true}",
                "{\"type\":\"res\",\"id\":\"\",\"ok\":true}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"ok\":false}",
                "{\"type\":\"res\",\"id\":\"1\",\"\\u0069d\":\"2\",\"ok\":true}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":true,\"payload\":{\"a\":1,\"a\":2}}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":true} x",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":false}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":false,\"error\":\"no\"}",
                "{\"type\":\"res\",\"id\":\"1\",\"ok\":false,\"error\":{\"message\":\"no code\"}}",
                "{\"type\":\"event\"}",
                "{\"type\":\"event\",\"event\":5}",
                "{\"type\":\"event\",\"event\":\"x\",\"seq\":\"1\"}",
                "{\"type\":\"event\",\"event\":\"x\",\"seq\":0}",
                "{\"type\":\"event\",\"event\":\"x\",\"seq\":-1}",
                "{\"type\":\"event\",\"event\":\"x\",\"seq\":1.5}",
                "{\"type\":\"event\",\"event\":\"x\",\"seq\":99999999999999999999}",
                "{'type':'event','event':'x'}",
                "{\"type\":\"event\",\"event\":\"x\",}",
                "{\"type\":\"event\",/* */\"event\":\"x\"}",
                "{\"type\":\"event\",\"event\":\"x\",\"payload\":NaN}"
            })
    void frame_whenNotWhatTheProtocolAllows_isMalformed(String text) {
        assertThat(FrameReader.read(text)).isInstanceOf(Frame.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"62, true", "63, true", "64, false", "5000, false"})
    void frame_whenDeep_isReadDownToSixtyFourLevels(int arrays, boolean readable) {
        String payload = "[".repeat(arrays) + "]".repeat(arrays);
        Frame frame = FrameReader.read("{\"type\":\"event\",\"event\":\"x\",\"payload\":" + payload + "}");

        assertThat(frame instanceof Frame.Event).isEqualTo(readable);
    }

    @Test
    void malformed_whenReported_repeatsNothingOfTheFrame() {
        assertThat(FrameReader.read("{\"hunter2\":hunter2}").toString()).doesNotContain("hunter2");
    }
}
