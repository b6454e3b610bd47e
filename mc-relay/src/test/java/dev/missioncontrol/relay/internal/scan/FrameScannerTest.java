package dev.missioncontrol.relay.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private final FrameScanner scanner = new FrameScanner();

    @Test
    void request_when_plain_gives_id_and_method() {
        assertThat(Frames.scan(scanner, Frames.utf8(Frames.request(",\"params\":{\"a\":[1,true,null]}"))))
                .isNull();
        assertThat(scanner.id().text()).isEqualTo("1");
        assertThat(scanner.method().text()).isEqualTo("health");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"m\",\"type\":\"req\",\"id\":\"x\"}",
                " \t\r\n{ \"type\" : \"req\" , \"id\" : \"x\" , \"method\" : \"m\" } \n",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":null}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":-0.5e+10}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":\"\\u00e9\\ud83d\\\"\"}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":\"\u00e9\u20ac\ud83d\ude00\"}",
                "{\"type\":\"req\",\"id\":\"a\\\"b\",\"method\":\"m\",\"traceparent\":\"t\",\"expectedProfileId\":\"p\"}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":{\"method\":\"n\",\"method\":\"o\"}}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":{\"\\ud83d\\ude00\":\"\\ud83d\"}}",
                "{\"type\":\"req\",\"id\":\"x\",\"method\":\"m\",\"params\":[[],{},[{}],0,-1,10,1E5]}"
            })
    void request_when_good_passes_in_any_two_pieces(String frame) {
        byte[] bytes = Frames.utf8(frame);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Frames.scan(scanner, bytes, cut)).as("cut at %d", cut).isNull();
            assertThat(scanner.method().text()).isEqualTo("m");
        }
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("not json", ScanFault.NOT_OBJECT),
                Arguments.of("[]", ScanFault.NOT_OBJECT),
                Arguments.of("{", ScanFault.NOT_JSON),
                Arguments.of("", ScanFault.NOT_JSON),
                Arguments.of("{}", ScanFault.INCOMPLETE),
                Arguments.of("{\"type\":\"req\",\"id\":\"1\"}", ScanFault.INCOMPLETE),
                Arguments.of(Frames.request("") + "{}", ScanFault.TRAILING),
                Arguments.of(Frames.request("") + ",", ScanFault.TRAILING),
                Arguments.of(Frames.request(",\"method\":\"config.set\""), ScanFault.DUPLICATE_NAME),
                Arguments.of(Frames.request(",\"params\":1,\"params\":2"), ScanFault.DUPLICATE_NAME),
                Arguments.of(Frames.request(",\"m\\u0065thod\":\"config.set\""), ScanFault.ESCAPED),
                Arguments.of("{\"type\":\"req\",\"id\":\"1\",\"method\":\"he\\u0061lth\"}", ScanFault.ESCAPED),
                Arguments.of("{\"type\":\"r\\u0065q\",\"id\":\"1\",\"method\":\"health\"}", ScanFault.ESCAPED),
                Arguments.of(Frames.request(",\"expectFinal\":true"), ScanFault.UNKNOWN_NAME),
                Arguments.of(Frames.request(",\"aNameLongerThanAnyOfTheSchema\":1"), ScanFault.UNKNOWN_NAME),
                Arguments.of(Frames.request(",\"Method\":\"x\""), ScanFault.UNKNOWN_NAME),
                Arguments.of("{\"type\":\"event\",\"id\":\"1\",\"method\":\"health\"}", ScanFault.UNKNOWN_TYPE),
                Arguments.of("{\"type\":1,\"id\":\"1\",\"method\":\"health\"}", ScanFault.UNKNOWN_TYPE),
                Arguments.of("{\"type\":\"req\",\"id\":1,\"method\":\"health\"}", ScanFault.BAD_ID),
                Arguments.of("{\"type\":\"req\",\"id\":\"\",\"method\":\"health\"}", ScanFault.BAD_ID),
                Arguments.of(
                        "{\"type\":\"req\",\"id\":\"" + "x".repeat(257) + "\",\"method\":\"health\"}",
                        ScanFault.BAD_ID),
                Arguments.of("{\"type\":\"req\",\"id\":\"1\",\"method\":\"\"}", ScanFault.BAD_METHOD),
                Arguments.of("{\"type\":\"req\",\"id\":\"1\",\"method\":null}", ScanFault.BAD_METHOD),
                Arguments.of("{\"type\":\"req\",\"id\":\"1\",\"method\":\"h\u00e9\"}", ScanFault.BAD_METHOD),
                Arguments.of(
                        "{\"type\":\"req\",\"id\":\"1\",\"method\":\"" + "m".repeat(129) + "\"}", ScanFault.BAD_METHOD),
                Arguments.of(Frames.request(",\"params\":01"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":1."), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":+1"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":NaN"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":tru"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":\"\\x\""), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":\"\\u12g4\""), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":\"\n\""), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":[1,]"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":{\"\\ud83d\":1}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":{\"\\ud83d\\u0041\":1}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":{\"\\ud83dx\":1}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":{\"\\ude00\":1}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":{\"a\":1,}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":[1}"), ScanFault.NOT_JSON),
                Arguments.of(Frames.request(",\"params\":" + "1".repeat(1_001)), ScanFault.NOT_JSON),
                Arguments.of("\ufeff" + Frames.request(""), ScanFault.NOT_OBJECT));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void frame_when_bad_is_refused_in_any_two_pieces(String frame, ScanFault expected) {
        byte[] bytes = Frames.utf8(frame);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Frames.scan(scanner, bytes, cut)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void nesting_when_64_deep_passes_and_65_does_not() {
        assertThat(Frames.scan(scanner, Frames.utf8(nested(64)))).isNull();
        assertThat(Frames.scan(scanner, Frames.utf8(nested(65)))).isEqualTo(ScanFault.TOO_DEEP);
    }

    @Test
    void bytes_when_no_utf8_are_refused() {
        int[][] bad = {
            {0xff},
            {0x80},
            {0xc0, 0xaf},
            {0xe0, 0x80, 0x80},
            {0xed, 0xa0, 0x80},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf5},
            {0xc3, 0x28}
        };
        for (int[] sequence : bad) {
            byte[] frame = Frames.utf8(Frames.request(",\"params\":\"" + "?".repeat(sequence.length) + "\""));
            for (int i = 0; i < sequence.length; i++) {
                frame[frame.length - 2 - sequence.length + i] = (byte) sequence[i];
            }
            assertThat(Frames.scan(scanner, frame)).isEqualTo(ScanFault.NOT_UTF8);
        }
    }

    @Test
    void method_when_behind_64_kib_is_too_late_in_one_piece_or_many() {
        String late =
                "{\"type\":\"req\",\"id\":\"1\",\"params\":\"" + "x".repeat(FrameScanner.HEAD) + "\",\"method\":\"m\"}";
        byte[] bytes = Frames.utf8(late);
        assertThat(Frames.scan(scanner, bytes)).isEqualTo(ScanFault.LATE_HEAD);
        assertThat(Frames.scan(scanner, bytes, 10, 60_000, 65_570)).isEqualTo(ScanFault.LATE_HEAD);
    }

    @Test
    void method_when_its_last_byte_is_the_last_of_the_head_is_in_time() {
        int rest = "{\"type\":\"req\",\"id\":\"1\",\"params\":\"\",\"method\":\"m\"".length();
        String fits = "{\"type\":\"req\",\"id\":\"1\",\"params\":\"" + "x".repeat(FrameScanner.HEAD - rest)
                + "\",\"method\":\"m\"}";
        assertThat(Frames.scan(scanner, Frames.utf8(fits))).isNull();
        assertThat(Frames.scan(scanner, Frames.utf8(fits.replace("\"x", "\"xx"))))
                .isEqualTo(ScanFault.LATE_HEAD);
    }

    @Test
    void scanner_when_used_again_after_a_fault_has_forgotten_it() {
        assertThat(Frames.scan(scanner, Frames.utf8("{\"id\":\"9\",\"m\\u0065")))
                .isEqualTo(ScanFault.ESCAPED);
        assertThat(Frames.scan(scanner, Frames.utf8(Frames.request("")))).isNull();
        assertThat(scanner.id().text()).isEqualTo("1");
    }

    private static String nested(int depth) {
        return Frames.request(",\"params\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1));
    }
}
