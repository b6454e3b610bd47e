package dev.missioncontrol.auth.http;

import static dev.missioncontrol.auth.fixture.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a request: target, header fields, framing, method, transport, size. */
class RequestFormTest {

    private static final RequestGuard GUARD = RequestGuard.of(HostAllowlist.of("example.com", "localhost"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/../x",
                "/a/../b",
                "/a/.",
                "/./a",
                "/a//b",
                "/a/%2e%2e/b",
                "/a/%2E/b",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/a;b",
                "/a%3bb",
                "/a%25b",
                "/%252e%252e",
                "/a%00",
                "/a%0a",
                "/a%7f",
                "/a%c2%85",
                "/a%e2%80%a9",
                "/a%c0%af",
                "/a%ed%a0%80",
                "/a%ff",
                "/a%",
                "/a%2",
                "/a%g0",
                "/a%２０",
                "/a b",
                "/a\u0000",
                "/a\r\nX: y",
                "/\u00e4",
                "/a|b",
                "/a{b}",
                "/a^b",
                "/a`b",
                "/a<b>",
                "/a\"b",
                "/a[1]",
                "/a#b",
                "/a?b#c",
                "/a?b c",
                "/a?\u00e4",
                "/a?b\u0001",
                "http://example.com/../a",
                "http://example.com//a",
            })
    void judge_whenThePathIsReadDifferentlyByOthers_is400(String target) {
        assertRejected(to("GET", target), 400, "bad_target");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b.c/..d/e..",
                "/a%20b/%c3%a4",
                "/-._~!$&'()*+,=:@",
                "/favicon.ico",
                "/a?..//%2e;|{}\\^`[]%00=%zz&?",
                "http://example.com?x",
            })
    void judge_whenThePathIsPlain_isAdmitted(String target) {
        assertThat(GUARD.judge(to("GET", target))).isInstanceOf(GuardVerdict.Admitted.class);
    }

    @Test
    void judge_whenTheTargetIsTooLong_is414() {
        assertThat(GUARD.judge(to("GET", "/" + "a".repeat(8_191)))).isInstanceOf(GuardVerdict.Admitted.class);
        assertRejected(to("GET", "/" + "a".repeat(8_192)), 414, "target_too_long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "Trace", "TRACK", "CONNECT", "", "GET ", "GE\tT", "G\u00cbT"})
    void judge_whenTheMethodIsNoRoutes_is405(String method) {
        assertRejected(to(method, "/"), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "M-SEARCH"})
    void judge_whenTheMethodIsAny_isAdmittedFromOurOwnOrigin(String method) {
        RequestFacts own =
                request(Scheme.HTTPS, method, "Host", "example.com", "Origin", "https://example.com", "Cookie", "a=b");

        assertThat(GUARD.judge(own)).isInstanceOf(GuardVerdict.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length | 5 | Transfer-Encoding | chunked",
                "Content-Length | 5 | content-length | 5",
                "Content-Length | 5 | Content-Length | 6",
                "Content-Length | 5,5 | X | y",
                "Content-Length | +5 | X | y",
                "Content-Length | -1 | X | y",
                "Content-Length | 0x1 | X | y",
                "Content-Length | '' | X | y",
                "Content-Length | ５ | X | y",
                "Content-Length | 9999999999999999999 | X | y",
                "Transfer-Encoding | Chunked | X | y",
                "Transfer-Encoding | xchunked | X | y",
                "Transfer-Encoding | 'gzip, chunked' | X | y",
                "Transfer-Encoding | chunked | Transfer-Encoding | chunked",
                "Transfer-Encoding | identity | X | y",
            })
    void judge_whenTheLengthOfTheBodyIsUnclear_is400(String name, String value, String second, String other) {
        assertRejected(
                request(Scheme.HTTPS, "POST", "Host", "example.com", name, value, second, other), 400, "bad_framing");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer a, Authorization, Bearer b",
        "X-Api-Key, a, x-api-key, a",
        "Content-Type, text/plain, Content-Type, application/json",
        "X_Forwarded_For, 127.0.0.1, X, y",
        "x_forwarded_anything, 1, X, y",
        "X-Real_IP, 127.0.0.1, X, y",
        "Sec_Fetch_Site, same-origin, X, y",
        "X_Api_Key, a, X, y",
        "Coo kie, a, X, y",
        "'', a, X, y",
        "Na\u00efve, a, X, y",
        "X:, a, X, y",
    })
    void judge_whenAHeaderCanBeReadInTwoWays_is400(String name, String value, String second, String other) {
        assertRejected(
                request(Scheme.HTTPS, "GET", "Host", "example.com", name, value, second, other), 400, "bad_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n b", "a\nb", "a\rb", "a\u0000b", "a\u001bb", "a\u007fb"})
    void judge_whenAValueHoldsAControlCharacter_is400(String value) {
        assertRejected(request(Scheme.HTTPS, "GET", "Host", "example.com", "X", value), 400, "bad_header");
    }

    @Test
    void judge_whenAHeaderIsMerelyUnusual_isAdmitted() {
        RequestFacts odd = request(
                Scheme.HTTPS,
                "GET",
                "Host",
                "example.com",
                "User-Agent",
                "caf\u00e9\t1",
                "Accept",
                "a",
                "Accept",
                "b",
                "my_header",
                "x");

        assertThat(GUARD.judge(odd)).isInstanceOf(GuardVerdict.Admitted.class);
    }

    @Test
    void judge_whenTlsIsRequired_admitsPlainHttpOnLoopbackHostsAlone() {
        RequestGuard guard = GUARD.requiringTls();
        RequestFacts forwarded =
                request("10.0.0.7", Scheme.HTTP, "GET", "/", "Host", "example.com", "X-Forwarded-Proto", "https");

        assertThat(guard.judge(request(Scheme.HTTP, "GET", "Host", "example.com")))
                .isEqualTo(new GuardVerdict.Rejected(403, "tls_required", "Use https"));
        assertThat(guard.judge(request(Scheme.WS, "GET", "Host", "example.com")))
                .isEqualTo(GuardVerdict.Rejected.TLS_REQUIRED);
        assertThat(guard.judge(request(Scheme.HTTPS, "GET", "Host", "example.com")))
                .isInstanceOf(GuardVerdict.Admitted.class);
        assertThat(guard.judge(request(Scheme.HTTP, "GET", "Host", "localhost:8080")))
                .isInstanceOf(GuardVerdict.Admitted.class);
        assertThat(guard.judge(forwarded)).isEqualTo(GuardVerdict.Rejected.TLS_REQUIRED);
        assertThat(guard.behind(TrustedProxies.of("10.0.0.7")).judge(forwarded))
                .isInstanceOf(GuardVerdict.Admitted.class);
    }

    @Test
    void judge_whenTheBodyIsDeclaredTooLarge_is413() {
        RequestGuard guard = GUARD.limitingBody(100);

        assertThat(guard.judge(request(Scheme.HTTPS, "POST", "Host", "example.com", "Content-Length", "100")))
                .isInstanceOf(GuardVerdict.Admitted.class);
        assertThat(guard.judge(request(Scheme.HTTPS, "POST", "Host", "example.com", "Content-Length", "101")))
                .isEqualTo(GuardVerdict.Rejected.TOO_LARGE);
        assertThat(GUARD.longestBody()).isEqualTo(1024 * 1024);
        assertThatThrownBy(() -> GUARD.limitingBody(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void judge_whenBehindATrustedProxy_readsForwardedToo() {
        RequestGuard guard = GUARD.behind(TrustedProxies.of("10.0.0.7"));
        RequestFacts post = request(
                "10.0.0.7",
                Scheme.HTTP,
                "POST",
                "/",
                "Host",
                "backend:8080",
                "Forwarded",
                "for=192.0.2.9;host=example.com;proto=HTTPS",
                "Origin",
                "https://example.com");
        RequestFacts both = request(
                "10.0.0.7",
                Scheme.HTTP,
                "GET",
                "/",
                "Host",
                "example.com",
                "Forwarded",
                "host=example.com",
                "X-Forwarded-Proto",
                "https");

        assertThat(guard.judge(post))
                .isEqualTo(new GuardVerdict.Admitted(new RequestAddress(Scheme.HTTPS, "example.com")));
        assertThat(guard.judge(both)).isEqualTo(GuardVerdict.Rejected.BAD_HOST);
        assertThat(GUARD.judge(both)).isInstanceOf(GuardVerdict.Admitted.class);
    }

    private static RequestFacts to(String method, String target) {
        return request("192.0.2.7", Scheme.HTTPS, method, target, "Host", "example.com");
    }

    private static void assertRejected(RequestFacts request, int status, String code) {
        assertThat(GUARD.judge(request)).isInstanceOfSatisfying(GuardVerdict.Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(status);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }
}
