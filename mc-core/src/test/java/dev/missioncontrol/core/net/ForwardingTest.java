package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.http.Headers;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "fd00::/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.9;host=app.example;proto=https | 192.0.2.9 | app.example | https",
                "FOR=192.0.2.9; HOST=app.example ;Proto=HTTPS | 192.0.2.9 | app.example | HTTPS",
                "for=\"192.0.2.9:47011\";host=\"app.example:8443\" | 192.0.2.9 | app.example:8443 | -",
                "for=\"[2001:db8::9]\" | 2001:db8:0:0:0:0:0:9 | - | -",
                "for=\"[2001:db8::9]:80\";by=10.0.0.1;secret=x | 2001:db8:0:0:0:0:0:9 | - | -",
                "for=6.6.6.6;host=evil, for=192.0.2.9;host=app.example | 192.0.2.9 | app.example | -",
                "for=192.0.2.9;host=app.example;proto=https, for=10.0.0.2;host=inner | 192.0.2.9 | app.example | https",
                "for=192.0.2.9;host=app.example, for=\"[fd00::1]\";host=inner,for=10.1.1.1 | 192.0.2.9 | app.example | -",
                "for=unknown;host=app.example | - | app.example | -",
                "for=_hidden;proto=https | - | - | https",
                "host=app.example | - | app.example | -",
                "for=10.0.0.1;host=app.example, for=10.0.0.2;host=inner | - | app.example | -",
                "for=127.0.0.1;host=app.example | - | app.example | -",
                "for=\"[::ffff:192.0.2.9]\" | 192.0.2.9 | - | -",
            })
    void read_whenForwardedIsWellFormed_goesByTheOutermostTrustedProxy(
            String value, String client, String host, String proto) {
        Forwarding said = read("Forwarded", value).orElseThrow();

        assertThat(said.client().map(InetAddress::getHostAddress)).isEqualTo(absentIfDash(client));
        assertThat(said.host()).isEqualTo(absentIfDash(host));
        assertThat(said.proto()).isEqualTo(absentIfDash(proto));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "for",
                "for=",
                "=192.0.2.9",
                "for =192.0.2.9",
                "for= 192.0.2.9",
                "for=192.0.2.9;",
                "for=192.0.2.9,",
                ",for=192.0.2.9",
                "for=192.0.2.9;;host=a",
                "for=192.0.2.9;for=192.0.2.9",
                "for=192.0.2.9;FOR=6.6.6.6",
                "host=a;host=b",
                "proto=http;proto=https",
                "for=[2001:db8::9]",
                "for=2001:db8::9",
                "for=192.0.2.9:80",
                "for=\"192.0.2.9",
                "for=192.0.2.9\"",
                "for=\"192.0.2.9\"x",
                "for=\"192\\.0.2.9\"",
                "for=192.0.2.9 host=a",
                "for=192.0.2.9;host=\"a,for=6.6.6.6\"",
                "for=192.0.2.9;host=\"a;b\"",
                "for=192.0.2.9;host=\u00e4",
            })
    void read_whenForwardedBreaksItsGrammar_saysNothing(String value) {
        assertThat(read("Forwarded", value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"for=\"2001:db8::9\"", "for=\"::ffff:192.0.2.9\"", "for=\"[192.0.2.9]\"", "for=\"192.0.2\""})
    void read_whenTheNodeIsNoAddressOfRfc7239_knowsNoClient(String value) {
        assertThat(read("Forwarded", value).orElseThrow().client()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"})
    void read_whenBothSpellingsCome_saysNothing(String header) {
        Headers both = Headers.empty().with("Forwarded", "for=192.0.2.9").with(header, "192.0.2.9");

        assertThat(Forwarding.read(both, PROXIES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "X-Forwarded-Proto"})
    void read_whenHostOrSchemeIsSaidTwice_saysNothing(String header) {
        Headers twice = Headers.empty().with(header, "https").with(header, "https");

        assertThat(Forwarding.read(twice, PROXIES)).isEmpty();
    }

    @Test
    void read_whenTheOldHeadersCome_takesThemAsTheyAre() {
        Headers headers = Headers.empty()
                .with("X-Forwarded-For", "6.6.6.6, 192.0.2.9, 10.0.0.3")
                .with("X-Forwarded-Host", "app.example")
                .with("X-Forwarded-Proto", "https");

        Forwarding said = Forwarding.read(headers, PROXIES).orElseThrow();

        assertThat(said.client().map(InetAddress::getHostAddress)).contains("192.0.2.9");
        assertThat(said.host()).contains("app.example");
        assertThat(said.proto()).contains("https");
    }

    @Test
    void read_whenTheListIsLong_saysNothing() {
        String most = String.join(",", Collections.nCopies(20, "for=10.0.0.1"));

        assertThat(read("Forwarded", most)).isPresent();
        assertThat(read("Forwarded", most + ",for=10.0.0.1")).isEmpty();
    }

    @Test
    void read_whenNothingIsSaid_isEmptyHanded() {
        assertThat(Forwarding.read(Headers.empty(), PROXIES))
                .contains(new Forwarding(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<Forwarding> read(String header, String value) {
        return Forwarding.read(Headers.empty().with(header, value), PROXIES);
    }

    private static Optional<String> absentIfDash(String text) {
        return Optional.of(text).filter(value -> !value.equals("-"));
    }
}
