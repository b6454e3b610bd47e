package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com, -1",
        "example.com., example.com, -1",
        "example.com.:8443, example.com, 8443",
        "localhost:1, localhost, 1",
        "a-b.c:65535, a-b.c, 65535",
        "192.0.2.7:80, 192.0.2.7, 80",
        "'[2001:DB8::1]:443', 2001:db8:0:0:0:0:0:1, 443",
        "'[::1]', 0:0:0:0:0:0:0:1, -1",
        "xn--bcher-kva.example, xn--bcher-kva.example, -1",
        "xn--80akhbyknj4f, xn--80akhbyknj4f, -1",
        "3com.example, 3com.example, -1",
        "1.2.3.4a, 1.2.3.4a, -1",
        "0xg.example, 0xg.example, -1",
        "a.0xyz, a.0xyz, -1",
    })
    void parse_whenTheHostIsWellFormed_foldsItAndKeepsThePortApart(String text, String value, int port) {
        HostName host = HostName.parse(text).orElseThrow();

        assertThat(host.value()).isEqualTo(value);
        assertThat(host.port().orElse(-1)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                ".a",
                "a:",
                "a:0",
                "a:00",
                "a:080",
                "a:65536",
                "a:99999",
                "a:1:2",
                "a: 1",
                "a:-1",
                "a b",
                "a\tb",
                "a\u0000",
                "a@b",
                "a/b",
                "a\\b",
                "a#b",
                "a?b",
                "a%41",
                "a_b",
                "a*",
                "127.1",
                "1",
                "0",
                "017700000001",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0X7F000001",
                "0x",
                "a.0x",
                "a.1",
                "a.1.",
                "1.2.3.4.5",
                "1.2.3",
                "1.2.3.4.",
                "1.2.3.04",
                "1.2.3.256",
                "1.2.3.-4",
                "①②⑦.⓪.⓪.①",
                "bücher.example",
                "exam\u00ADple.com",
                "xn--",
                "xn---",
                "xn--a-",
                "xn--a",
                "xn--abc",
                "xn--99999999",
                "xn--a-é",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[1.2.3.4]",
                "[::1]x",
                "[::1]:",
                "[::1]:x",
                "[fe80::1%eth0]",
                "[fe80::1%25eth0]",
                "[::ffff:127.0.0.1]",
                "[::FFFF:7f00:1]",
                "[::ffff:01.2.3.4]",
                "[1::2::3]",
                "[:::]",
                "[12345::]",
                "[a.b]",
                "[v1.fe80]",
            })
    void parse_whenItIsNotExactlyOneHost_isEmpty(String text) {
        assertThat(HostName.parse(text)).isEmpty();
    }

    @Test
    void parse_whenTheNameIsTooLong_isEmpty() {
        String label = "a".repeat(63);
        assertThat(HostName.parse(label + "." + label + "." + label + "." + "a".repeat(61)))
                .isPresent();
        assertThat(HostName.parse(label + "." + label + "." + label + "." + "a".repeat(62)))
                .isEmpty();
        assertThat(HostName.parse("a".repeat(64))).isEmpty();
        assertThat(HostName.parse("a.".repeat(5_000))).isEmpty();
        assertThat(HostName.parse("[" + ":".repeat(10_000) + "]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:3000", "127.0.0.1", "127.255.0.9:1", "[::1]", "localhost."})
    void isLoopback_whenTheHostIsOne_saysSo(String text) {
        assertThat(HostName.parse(text).orElseThrow().isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.example.com",
                "a.localhost",
                "0.0.0.0",
                "[::]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "128.0.0.1",
                "127.0.0.1.example.com",
            })
    void isLoopback_whenTheHostOnlyLooksLikeOne_saysNo(String text) {
        assertThat(HostName.parse(text).orElseThrow().isLoopback()).isFalse();
    }
}
