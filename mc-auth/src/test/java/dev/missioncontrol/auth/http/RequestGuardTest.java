package dev.missioncontrol.auth.http;

import static dev.missioncontrol.auth.fixture.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {

    private static final RequestGuard GUARD = RequestGuard.of(HostAllowlist.of("example.com", "localhost"));

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a/b", "a:99999", "", " ", "①②⑦.⓪.⓪.①", "example.com,evil.com", "::1", "xn--"})
    void judge_whenTheHostIsMalformed_is400(String host) {
        assertRejected(request(Scheme.HTTPS, "GET", "Host", host), 400, "bad_host");
    }

    @Test
    void judge_whenThereIsNoHostOrTwo_is400() {
        assertRejected(request(Scheme.HTTPS, "GET"), 400, "bad_host");
        assertRejected(request(Scheme.HTTPS, "GET", "Host", "example.com", "host", "example.com"), 400, "bad_host");
        assertRejected(request(Scheme.HTTPS, "GET", "Host", "a".repeat(10_000)), 400, "bad_host");
    }

    @Test
    void judge_whenTheHostIsNotListed_is403Forbidden() {
        GuardVerdict.Rejected rejected =
                (GuardVerdict.Rejected) GUARD.judge(request(Scheme.HTTPS, "GET", "Host", "evil.example"));

        assertThat(rejected).isEqualTo(new GuardVerdict.Rejected(403, "host_not_allowed", "Forbidden"));
        assertRejected(request(Scheme.HTTPS, "GET", "Host", "[::1]:3000"), 403, "host_not_allowed");
    }

    @Test
    void judge_whenAStrangerSendsForwardingHeaders_goesByHostAlone() {
        for (String header : new String[] {"X-Forwarded-Host", "X-Original-Host", "X-Forwarded-Server", "Forwarded"}) {
            assertRejected(
                    request(Scheme.HTTPS, "GET", "Host", "evil.example", header, "example.com"),
                    403,
                    "host_not_allowed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, GET, true",
        "/path?x=http://evil, GET, true",
        "https://example.com/path, GET, true",
        "http://EXAMPLE.com, GET, true",
        "*, OPTIONS, true",
        "*, GET, false",
        "https://evil.example/path, GET, false",
        "https://example.com:8443/path, GET, false",
        "https://user@example.com/path, GET, false",
        "https://example.com@evil.example/, GET, false",
        "https://, GET, false",
        "ftp://example.com/, GET, false",
        "//evil.example/, GET, false",
        "example.com:443, CONNECT, false",
        "path, GET, false",
        "'', GET, false",
    })
    void judge_whenTheTargetNamesAHost_itMustBeTheSame(String target, String method, boolean admitted) {
        GuardVerdict verdict = GUARD.judge(request("192.0.2.7", Scheme.HTTPS, method, target, "Host", "example.com"));

        assertThat(verdict instanceof GuardVerdict.Admitted).isEqualTo(admitted);
        if (!admitted) {
            assertThat(((GuardVerdict.Rejected) verdict).code()).isEqualTo("bad_target");
        }
    }

    @Test
    void judge_whenACookieComesWithoutBrowserHeaders_refusesWhatMayChangeSomething() {
        assertCsrf(request(Scheme.HTTPS, "POST", "Host", "example.com", "Cookie", "x=y"));
        assertCsrf(request(Scheme.HTTPS, "GET", "Host", "example.com", "Cookie", "x=y", "Upgrade", "WebSocket"));
        assertAdmitted(request(Scheme.HTTPS, "GET", "Host", "example.com", "Cookie", "x=y"));
        assertAdmitted(request(Scheme.HTTPS, "POST", "Host", "example.com", "x-api-key", "k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://example.com",
                "https://example.com:8443",
                "https://example.com.",
                "https://sub.example.com",
                "file://",
                "data:",
                "garbage",
                "",
            })
    void judge_whenTheOriginIsForeign_refusesPostsAndUpgrades(String origin) {
        assertCsrf(request(Scheme.HTTPS, "POST", "Host", "example.com", "Origin", origin));
        assertCsrf(request(Scheme.HTTPS, "GET", "Host", "example.com", "Origin", origin, "Upgrade", "websocket"));
        assertCsrf(request(Scheme.WSS, "GET", "Host", "example.com", "Origin", origin));
        assertCsrf(request(Scheme.HTTPS, "PURGE", "Host", "example.com", "Origin", origin));
        assertAdmitted(request(Scheme.HTTPS, "GET", "Host", "example.com", "Origin", origin));
    }

    @Test
    void judge_whenTheOriginIsOurOwn_admitsUpgradesWithCookies() {
        assertAdmitted(
                request(Scheme.WSS, "GET", "Host", "example.com", "Origin", "https://example.com", "Cookie", "a=b"));
        assertAdmitted(request(
                Scheme.WS, "GET", "Host", "localhost:3000", "Origin", "http://localhost:3000", "Cookie", "a=b"));
        assertCsrf(request(
                Scheme.WS, "GET", "Host", "localhost:3000", "Origin", "http://localhost:3001", "Cookie", "a=b"));
    }

    @Test
    void judge_whenBehindATrustedProxy_goesByItsOneWord() {
        RequestGuard guard = GUARD.behind(TrustedProxies.of("10.0.0.7"));
        RequestFacts post = request(
                "10.0.0.7",
                Scheme.HTTP,
                "POST",
                "/",
                "Host",
                "backend:8080",
                "X-Forwarded-Host",
                "example.com",
                "X-Forwarded-Proto",
                "https",
                "Origin",
                "https://example.com");
        RequestFacts twice = request(
                "10.0.0.7", Scheme.HTTP, "GET", "/", "Host", "example.com", "X-Forwarded-Host", "example.com, evil");
        RequestFacts odd =
                request("10.0.0.7", Scheme.HTTP, "GET", "/", "Host", "example.com", "X-Forwarded-Proto", "https,http");

        assertThat(guard.judge(post))
                .isEqualTo(new GuardVerdict.Admitted(new RequestAddress(Scheme.HTTPS, "example.com")));
        assertThat(GUARD.judge(post)).isInstanceOf(GuardVerdict.Rejected.class);
        assertThat(guard.judge(twice)).isEqualTo(GuardVerdict.Rejected.BAD_HOST);
        assertThat(guard.judge(odd)).isEqualTo(GuardVerdict.Rejected.BAD_HOST);
    }

    private static void assertAdmitted(RequestFacts request) {
        assertThat(GUARD.judge(request)).isInstanceOf(GuardVerdict.Admitted.class);
    }

    private static void assertCsrf(RequestFacts request) {
        assertThat(GUARD.judge(request))
                .isEqualTo(new GuardVerdict.Rejected(403, "csrf_origin_mismatch", "CSRF origin mismatch"));
    }

    private static void assertRejected(RequestFacts request, int status, String code) {
        assertThat(GUARD.judge(request)).isInstanceOfSatisfying(GuardVerdict.Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(status);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }
}
