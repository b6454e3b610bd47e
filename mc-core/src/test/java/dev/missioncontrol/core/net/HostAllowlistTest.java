package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAllowlistTest {

    private static final HostAllowlist EXAMPLE =
            HostAllowlist.ofCsv("localhost,127.0.0.1,mc.example.com,*.internal.example.com,100.*");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "app.example.com, app.example.com, true",
        "app.example.com, api.example.com, false",
        "app.example.com, app.example.com:8080, false",
        "*.example.com, api.example.com, true",
        "*.example.com, app.example.com, true",
        "*.example.com, example.com, false",
        "100.*, 100.64.0.1, true",
        "100.*, 100.100.100.100, true",
        "100.*, 10.0.0.1, false",
    })
    void permits_whenTheTableOfTheGuideIsAsked_answersAsItSays(String pattern, String host, boolean permitted) {
        assertThat(HostAllowlist.of(pattern).permits(Scheme.HTTPS, host)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:3000",
                "127.0.0.1:18789",
                "mc.example.com",
                "api.internal.example.com",
                "dashboard.internal.example.com",
                "100.64.0.1",
                "100.100.100.100:443",
                "MC.Example.COM",
                "mc.example.com.",
            })
    void permits_whenTheExampleConfigurationMeansTheHost_says_yes(String host) {
        assertThat(EXAMPLE.permits(Scheme.HTTPS, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.com",
                "mc.example.com.evil.com",
                "xmc.example.com",
                "internal.example.com",
                "100.evil.com",
                "100.evil.example",
                "100.64.0.1.evil.com",
                "100",
                "100.",
                "100.64.0",
                "100.64.0.1.5",
                "100.64.0.256",
                "100.64.0.01",
                "0x64.64.0.1",
                "1681915905",
                "evil.com#.internal.example.com",
                "evil.com/.internal.example.com",
                "evil.com?.internal.example.com",
                "user@api.internal.example.com",
                "user:pw@api.internal.example.com",
                "a/b.internal.example.com",
                "a\\b.internal.example.com",
                "a b.internal.example.com",
                "a%00b.internal.example.com",
                "a_b.internal.example.com",
                ".internal.example.com",
                "..internal.example.com",
                "a..internal.example.com",
                "-a.internal.example.com",
                "a-.internal.example.com",
                "mc.example.com:80@evil.com",
                "mc.example.com:99999",
                "mc.example.com:0",
                "mc.example.com:",
                "mc.example.com:443:443",
                "mc.example.com:+443",
                "mc.example.com:0443",
                "mc.example.com,evil.com",
                "mc.example.com..",
                "localhost.evil.com",
                "127.1",
                "127.0.0.2",
                "2130706433",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "[::1]:3000",
                "[127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "::1",
                "[::1",
                "[::1%lo]",
                "①②⑦.⓪.⓪.①",
                "*.internal.example.com",
                "xn--.internal.example.com",
                "xn--a.internal.example.com",
                "xn--99999999.internal.example.com",
                "",
                " ",
                ".",
                ":",
                ":443",
                "[]",
            })
    void permits_whenTheHostIsForeignOrMalformed_saysNo(String host) {
        assertThat(EXAMPLE.permits(Scheme.HTTPS, host)).isFalse();
        assertThat(EXAMPLE.permits(Scheme.HTTP, host)).isFalse();
    }

    @Test
    void permits_whenAHostWouldOnlyFoldToAListedOne_saysNo() {
        HostAllowlist list = HostAllowlist.of("kelvin.example.com", "example.com");

        assertThat(list.permits(Scheme.HTTPS, "\u212Aelvin.example.com")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "ex\u0161mple.com"))
                .as("the low byte of U+0161 is a")
                .isFalse();
        assertThat(list.permits(Scheme.HTTPS, "ex\u0141mple.com")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "example.com\u00A0")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "exam\u00ADple.com")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "example.com\uFEFF")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "example\u3002com")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "example\u000Ecom")).isFalse();
        assertThat(list.permits(Scheme.HTTPS, "\rexample.com")).isFalse();
    }

    @ParameterizedTest(name = "{0} on {1} for {2}: {3}")
    @CsvSource({
        "a.example.com, HTTP, a.example.com:80, true",
        "a.example.com, HTTP, a.example.com:443, false",
        "a.example.com, HTTPS, a.example.com:443, true",
        "a.example.com, HTTPS, a.example.com:80, false",
        "a.example.com, WSS, a.example.com:443, true",
        "a.example.com, WS, a.example.com:80, true",
        "a.example.com:8080, HTTPS, a.example.com:8080, true",
        "a.example.com:8080, HTTPS, a.example.com, false",
        "a.example.com:8080, HTTPS, a.example.com:8081, false",
        "a.example.com:443, HTTPS, a.example.com, true",
        "a.example.com:443, HTTP, a.example.com, false",
        "a.example.com:*, HTTPS, a.example.com:8081, true",
        "a.example.com:*, HTTPS, a.example.com, true",
        "*.example.com:8443, HTTPS, a.example.com:8443, true",
        "*.example.com:8443, HTTPS, a.example.com, false",
        "*.example.com:*, HTTPS, a.example.com:1, true",
        "100.*:3000, HTTP, 100.1.2.3:3000, true",
        "100.*:3000, HTTP, 100.1.2.3, false",
        "100.*, HTTP, 100.1.2.3:3000, false",
        "127.*, HTTP, 127.8.8.8:3000, true",
        "127.0.0.1:3000, HTTP, 127.0.0.1:3001, false",
        "localhost:3000, HTTP, localhost:3000, true",
        "localhost:3000, HTTP, localhost, false",
        "[::1], HTTP, [::1]:9999, true",
        "::1, HTTP, '[0:0:0:0:0:0:0:1]', true",
        "[::1]:3000, HTTP, [::1]:3000, true",
        "[::1]:3000, HTTP, [::1]:3001, false",
        "2001:db8::1, HTTP, [2001:DB8::1], true",
        "2001:db8::1, HTTP, [2001:db8::2], false",
        "2001:db8::1, HTTP, 2001, false",
        "100.64.0.0/10, HTTP, 100.127.255.255, true",
        "100.64.0.0/10, HTTP, 100.128.0.0, false",
        "100.64.0.0/10, HTTP, 100.64.evil.com, false",
        "fd00::/8, HTTP, [fd12:3456::1], true",
        "fd00::/8, HTTP, [fe80::1], false",
        "0.0.0.0/0, HTTP, [::1], false",
        "100.64.*, HTTP, 100.64.9.9, true",
        "100.64.*, HTTP, 100.65.9.9, false",
        "100.64.7.*, HTTP, 100.64.7.200, true",
        "*.example.com, HTTP, a.b.example.com, true",
        "*.example.com, HTTP, aexample.com, false",
        "*.example.com, HTTP, a.example.com., true",
        "*.internal, HTTP, build.internal, true",
        "xn--bcher-kva.example, HTTP, xn--bcher-kva.example, true",
        "xn--bcher-kva.example, HTTP, XN--BCHER-KVA.EXAMPLE, true",
    })
    void permits_whenPortsAndLiteralsAreWritten_followsTheRules(
            String pattern, Scheme scheme, String host, boolean permitted) {
        assertThat(HostAllowlist.of(pattern).permits(scheme, host)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x",
                "https://x.example.com",
                "x.example.com/",
                "x.example.com/path",
                "*",
                "*.",
                "*.com",
                "*.de",
                ".*",
                "**.example.com",
                "*example.com",
                "a.*.example.com",
                "app.*",
                "*.*",
                "*.0.0.1",
                "*.100.*",
                "100.*.*",
                "1.2.3.4.*",
                "256.*",
                "010.*",
                "100.64.0.0/33",
                "100.64.0.1/10",
                "fd00::/129",
                "::1::",
                "[::1",
                "exam ple.com",
                "user@example.com",
                "bücher.example",
                "example.com:0",
                "example.com:65536",
                "example.com:http",
                "example.com:",
                "127.1",
                "2130706433",
                "",
                " ",
                "a..b",
                "-a.example",
            })
    void of_whenAnEntryIsNoPattern_failsNamingIt(String entry) {
        assertThatThrownBy(() -> HostAllowlist.of("good.example.com", entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + entry + "\"");
    }

    @Test
    void ofCsv_whenEntriesAreBlank_dropsThem() {
        HostAllowlist list = HostAllowlist.ofCsv(" a.example.com ,,\t*.b.example.com, ");

        assertThat(list.patterns()).hasToString("[a.example.com, *.b.example.com]");
    }

    @Test
    void ofCsv_whenTheTextIsEmpty_refusesEverybody() {
        assertThat(HostAllowlist.ofCsv("").permits(Scheme.HTTP, "localhost")).isFalse();
        assertThat(HostAllowlist.denyAll().permits(Scheme.HTTP, "127.0.0.1")).isFalse();
    }

    @Test
    void insecureAllowAny_whenTheHostIsWellFormed_permitsItAndNothingElse() {
        HostAllowlist any = HostAllowlist.insecureAllowAny();

        assertThat(any.permits(Scheme.HTTP, "evil.com:81")).isTrue();
        assertThat(any.permits(Scheme.HTTP, "[2001:db8::1]:81")).isTrue();
        assertThat(any.permits(Scheme.HTTP, "10.0.0.1")).isTrue();
        assertThat(any.permits(Scheme.HTTP, "a b")).isFalse();
        assertThat(any.permits(Scheme.HTTP, "a@b")).isFalse();
    }

    @Test
    void permits_whenTheHostIsHuge_saysNo() {
        String label = "a".repeat(63) + ".";
        String longest = label.repeat(3) + "a".repeat(61);
        HostAllowlist list = HostAllowlist.of("*." + label.repeat(2) + "a".repeat(61), "*.example.com");

        assertThat(longest).hasSize(253);
        assertThat(HostAllowlist.of(longest).permits(Scheme.HTTP, longest)).isTrue();
        assertThat(HostAllowlist.of(longest).permits(Scheme.HTTP, longest + ".:12345"))
                .isFalse();
        assertThat(list.permits(Scheme.HTTP, label.repeat(4) + "example.com")).isFalse();
        assertThat(list.permits(Scheme.HTTP, "a.".repeat(5_000) + "example.com"))
                .isFalse();
        assertThat(list.permits(Scheme.HTTP, "a".repeat(64) + ".example.com")).isFalse();
    }

    @Test
    void match_whenSeveralEntriesFit_namesTheMostSpecific() {
        HostAllowlist list = HostAllowlist.of("*.example.com", "*.b.example.com", "a.b.example.com", "10.0.0.0/8");

        assertThat(match(list, "a.b.example.com")).hasToString("Optional[a.b.example.com]");
        assertThat(match(list, "c.b.example.com")).hasToString("Optional[*.b.example.com]");
        assertThat(match(list, "b.example.com")).hasToString("Optional[*.example.com]");
        assertThat(match(list, "10.1.2.3")).hasToString("Optional[10.0.0.0/8]");
        assertThat(match(list, "example.com")).isEmpty();
        assertThat(match(list, "b.example.com:443"))
                .as("without a scheme no port is a default one")
                .isEmpty();
    }

    @Test
    void permits_whenOneHostHasSeveralPorts_takesEachOfThem() {
        HostAllowlist list = HostAllowlist.of("a.example.com:1", "a.example.com:2");

        assertThat(list.permits(Scheme.HTTP, "a.example.com:1")).isTrue();
        assertThat(list.permits(Scheme.HTTP, "a.example.com:2")).isTrue();
        assertThat(list.permits(Scheme.HTTP, "a.example.com:3")).isFalse();
    }

    @Test
    void permits_whenTheListIsLong_findsEveryEntryAndNoOther() {
        String[] entries = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        List.of("h" + i + ".example.com", "*.s" + i + ".example.org", i % 250 + "." + i / 250 + ".*"))
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
        HostAllowlist list = HostAllowlist.of(entries);

        for (int i = 0; i < 5_000; i++) {
            assertThat(list.permits(Scheme.HTTP, "h" + i + ".example.com")).isTrue();
            assertThat(list.permits(Scheme.HTTP, "x.s" + i + ".example.org")).isTrue();
            assertThat(list.permits(Scheme.HTTP, "s" + i + ".example.org")).isFalse();
            assertThat(list.permits(Scheme.HTTP, "g" + i + ".example.com")).isFalse();
            assertThat(list.permits(Scheme.HTTP, i % 250 + "." + i / 250 + ".0.9"))
                    .isTrue();
        }
    }

    private static Optional<HostPattern> match(HostAllowlist list, String host) {
        return list.match(HostName.parse(host).orElseThrow());
    }
}
