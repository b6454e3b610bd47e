package dev.missioncontrol.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

    private static final Headers LOCAL = Headers.empty().with("Host", "127.0.0.1:18789");
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.7", "10.9.0.0/16", "fd00::/8");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"})
    void classify_whenEverythingSaysThisMachine_isLoopback(String address) {
        assertThat(Peer.classify(request(address, LOCAL, ListenerTrait.TRUST_LOOPBACK), TrustedProxies.none()))
                .isInstanceOf(Peer.Loopback.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::127.0.0.1", "64:ff9b::7f00:1", "0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "128.0.0.1"})
    void classify_whenTheAddressIsNotLoopback_isDirect(String address) {
        assertThat(Peer.classify(request(address, LOCAL, ListenerTrait.TRUST_LOOPBACK), TrustedProxies.none()))
                .isInstanceOf(Peer.Direct.class);
    }

    @Test
    void classify_whenTheListenerIsNotMarked_isDirect() {
        assertThat(Peer.classify(request("127.0.0.1", LOCAL), TrustedProxies.none()))
                .isInstanceOf(Peer.Direct.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "x-forwarded-anything",
                "X-Real-IP",
                "Tailscale-User-Login",
                "Origin",
                "Sec-Fetch-Site",
                "Sec-Fetch-Mode",
                "Cookie",
            })
    void classify_whenAHeaderSpeaksOfAProxyOrABrowser_isNotLoopback(String header) {
        for (String value : new String[] {"", "127.0.0.1", "null"}) {
            Headers headers = LOCAL.with(header, value);
            assertThat(Peer.classify(
                            request("127.0.0.1", headers, ListenerTrait.TRUST_LOOPBACK), TrustedProxies.none()))
                    .as(header + ": " + value)
                    .isInstanceOf(Peer.Direct.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost@evil", ""})
    void classify_whenTheHostIsNotLoopback_isDirect(String host) {
        Headers headers = Headers.empty().with("Host", host);
        assertThat(Peer.classify(request("127.0.0.1", headers, ListenerTrait.TRUST_LOOPBACK), TrustedProxies.none()))
                .isInstanceOf(Peer.Direct.class);
    }

    @Test
    void classify_whenThereAreTwoHostsOrNone_isDirect() {
        RequestFacts two = request("127.0.0.1", LOCAL.with("host", "localhost"), ListenerTrait.TRUST_LOOPBACK);
        RequestFacts none = request("127.0.0.1", Headers.empty(), ListenerTrait.TRUST_LOOPBACK);

        assertThat(Peer.classify(two, TrustedProxies.none())).isInstanceOf(Peer.Direct.class);
        assertThat(Peer.classify(none, TrustedProxies.none())).isInstanceOf(Peer.Direct.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 192.0.2.9 | 192.0.2.9",
                "X-Forwarded-For | 6.6.6.6, 192.0.2.9 | 192.0.2.9",
                "X-Forwarded-For | 6.6.6.6, 192.0.2.9, 10.9.1.1 | 192.0.2.9",
                "X-Forwarded-For | 192.0.2.9:4711 | 192.0.2.9",
                "X-Forwarded-For | [2001:db8::9]:4711 | 2001:db8:0:0:0:0:0:9",
                "X-Forwarded-For | 2001:db8::9 | 2001:db8:0:0:0:0:0:9",
                "X-Forwarded-For | ::ffff:192.0.2.9 | 192.0.2.9",
                "Forwarded | for=192.0.2.9 | 192.0.2.9",
                "Forwarded | For=\"192.0.2.9:80\";proto=https | 192.0.2.9",
                "Forwarded | for=6.6.6.6, for=\"[2001:db8::9]:80\" | 2001:db8:0:0:0:0:0:9",
                "Forwarded | proto=https;for=192.0.2.9 | 192.0.2.9",
            })
    void classify_whenATrustedProxyNamesTheClient_believesTheNearestStranger(
            String header, String value, String client) {
        Peer peer = Peer.classify(request("10.0.0.7", LOCAL.with(header, value)), PROXIES);

        assertThat(peer).isInstanceOf(Peer.Proxied.class);
        assertThat(peer.address().getHostAddress()).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "X-Forwarded-For | unknown",
                "X-Forwarded-For | _hidden",
                "X-Forwarded-For | 192.0.2.9, unknown",
                "X-Forwarded-For | 192.0.2.9,",
                "X-Forwarded-For | \"192.0.2.9\"",
                "X-Forwarded-For | evil.example",
                "X-Forwarded-For | 127.0.0.1",
                "X-Forwarded-For | ::1",
                "X-Forwarded-For | 0.0.0.0",
                "X-Forwarded-For | 10.9.1.1",
                "X-Forwarded-For | 192.0.2.9:x",
                "X-Forwarded-For | 192.0.2.9:99999",
                "X-Forwarded-For | [2001:db8::9]x",
                "X-Forwarded-For | [2001:db8::9",
                "X-Forwarded-For | [192.0.2.9]",
                "X-Forwarded-For | fe80::1%eth0",
                "X-Real-IP | 192.0.2.9",
                "Forwarded | for=unknown",
                "Forwarded | for=_hidden",
                "Forwarded | proto=https",
                "Forwarded | for=192.0.2.9;for=6.6.6.6",
                "Forwarded | for=\"192.0.2.9",
                "Forwarded | for=\"6.6.6.6, for=192.0.2.9\"",
                "Forwarded | for=6.6.6.6;host=\"a, for=192.0.2.9;b\"",
            })
    void classify_whenTheProxysWordIsMissingOrMalformed_knowsNoClient(String header, String value) {
        Peer peer = Peer.classify(request("10.0.0.7", LOCAL.with(header, value)), PROXIES);

        assertThat(peer).isEqualTo(new Peer.Proxied(Cidr.of("10.0.0.7").network(), Optional.empty()));
    }

    @Test
    void classify_whenBothKindsOfForwardingHeadersCome_knowsNoClient() {
        Headers both = LOCAL.with("Forwarded", "for=192.0.2.9").with("X-Forwarded-For", "192.0.2.9");

        assertThat(Peer.classify(request("10.0.0.7", both), PROXIES))
                .isEqualTo(new Peer.Proxied(Cidr.of("10.0.0.7").network(), Optional.empty()));
    }

    @Test
    void classify_whenTheListIsLong_isBounded() {
        Headers atTheCap = LOCAL.with("X-Forwarded-For", String.join(",", Collections.nCopies(20, "192.0.2.9")));
        Headers beyond = LOCAL.with("X-Forwarded-For", String.join(",", Collections.nCopies(21, "192.0.2.9")));
        Headers huge = LOCAL.with("X-Forwarded-For", String.join(",", Collections.nCopies(10_000, "192.0.2.9")));

        assertThat(((Peer.Proxied) Peer.classify(request("10.0.0.7", atTheCap), PROXIES)).client())
                .isPresent();
        assertThat(((Peer.Proxied) Peer.classify(request("10.0.0.7", beyond), PROXIES)).client())
                .isEmpty();
        assertThat(((Peer.Proxied) Peer.classify(request("10.0.0.7", huge), PROXIES)).client())
                .isEmpty();
    }

    @Test
    void classify_whenSeveralFieldLinesCome_readsThemAsOneList() {
        Headers lines = LOCAL.with("X-Forwarded-For", "6.6.6.6").with("x-forwarded-for", "192.0.2.9");

        assertThat(Peer.classify(request("10.0.0.7", lines), PROXIES).address().getHostAddress())
                .isEqualTo("192.0.2.9");
    }

    @Test
    void classify_whenAStrangerSendsForwardingHeaders_ignoresThem() {
        Headers spoofed = LOCAL.with("X-Forwarded-For", "10.0.0.7").with("X-Real-IP", "127.0.0.1");

        assertThat(Peer.classify(request("192.0.2.66", spoofed), PROXIES))
                .isEqualTo(new Peer.Direct(Cidr.of("192.0.2.66").network()));
    }

    @Test
    void classify_whenALoopbackProxyIsTrusted_isProxiedOrDirectAndNeverLoopbackForItsClients() {
        TrustedProxies local = TrustedProxies.of("127.0.0.1");
        Headers forwarded = LOCAL.with("X-Forwarded-For", "192.0.2.9");

        assertThat(Peer.classify(request("127.0.0.1", forwarded, ListenerTrait.TRUST_LOOPBACK), local))
                .isInstanceOf(Peer.Proxied.class);
    }

    @Test
    void of_whenAProxyIsNoAddressRange_failsNamingIt() {
        for (String bad : new String[] {"proxy.example", "10.0.0.1/8", "10.0.0.0/33", "", "127.1", "10.0.0.0/08"}) {
            assertThatThrownBy(() -> TrustedProxies.of("10.0.0.7", bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RequestFacts request(String address, Headers headers, ListenerTrait... traits) {
        InetSocketAddress socket =
                new InetSocketAddress(IpLiteral.parse(address).orElseThrow(), 40_000);
        return new RequestFacts("GET", "/", headers, socket, Scheme.HTTP, Set.of(traits));
    }
}
