package dev.missioncontrol.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

    private static final String TOKEN = "0a".repeat(32);
    private static final SessionCookie SECURE = SessionCookie.secure();

    @Test
    void issue_overTls_isAHostCookie() {
        assertThat(SECURE.issue(Secret.of(TOKEN), Duration.ofDays(7)))
                .isEqualTo(
                        "__Host-mc-session=" + TOKEN + "; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure");
        assertThat(SECURE.clear())
                .isEqualTo("__Host-mc-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
        assertThat(of(Scheme.WSS, "example.com")).contains(SECURE);
    }

    @Test
    void issue_overPlainLoopback_hasThePlainNameAndNoSecure() {
        SessionCookie cookie = of(Scheme.HTTP, "127.0.0.1:3000").orElseThrow();

        assertThat(cookie.issue(Secret.of(TOKEN), Duration.ofMinutes(1)))
                .isEqualTo("mc-session=" + TOKEN + "; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
        assertThat(of(Scheme.HTTP, "example.com")).isEmpty();
        assertThat(of(Scheme.WS, "100.64.0.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a; Domain=evil.example",
                "a\r\nSet-Cookie: b=c",
                "a b",
                "a,b",
                "a\"b",
                "a\\b",
                "\u00e4",
                "\u0000"
            })
    void issue_whenTheTokenCouldEndTheValue_isRefused(String token) {
        assertThatThrownBy(() -> SECURE.issue(Secret.of(token), Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(token);
        assertThatThrownBy(() -> SECURE.issue(Secret.of(TOKEN), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_whenThereIsOne_presentsIt() {
        CookieReading reading = SECURE.read(cookies("a=b; __Host-mc-session=" + TOKEN + "; c=%ZZ"));

        assertThat(((CookieReading.Presented) reading).token().reveal()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%ZZ", "", "%", "abc", "\"x\"", "0a", "'--", "0A", "é", "\u0000", "=", "==", "%30%61",
            })
    void read_whenTheValueCannotBeAToken_isMalformedAndNeverThrows(String value) {
        assertThat(SECURE.read(cookies("__Host-mc-session=" + value))).isEqualTo(new CookieReading.Malformed());
        assertThat(SECURE.read(cookies("__Host-mc-session=" + TOKEN + value.replace("", "x"))))
                .isEqualTo(new CookieReading.Malformed());
    }

    @Test
    void read_whenThereAreTwoOfTheName_isMalformed() {
        String one = "__Host-mc-session=" + TOKEN;

        assertThat(SECURE.read(cookies(one + "; " + one))).isEqualTo(new CookieReading.Malformed());
        assertThat(SECURE.read(cookies(one).with("cookie", one))).isEqualTo(new CookieReading.Malformed());
        assertThat(SECURE.read(cookies(one + "; __Host-mc-session="))).isEqualTo(new CookieReading.Malformed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";;;",
                "=",
                "mc-session=x",
                "__host-mc-session=x",
                "x__Host-mc-session=y",
                "__Host-mc-session"
            })
    void read_whenTheNameIsAnother_isAbsent(String header) {
        assertThat(SECURE.read(cookies(header))).isEqualTo(new CookieReading.Absent());
        assertThat(SECURE.read(Headers.empty())).isEqualTo(new CookieReading.Absent());
    }

    @Test
    void securityHeaders_whenAskedForAPage_carryTheNonceAndHstsOnlyOverTls() {
        String nonce = SecurityHeaders.nonce(new Tokens(new SecureRandom()));
        SecurityHeaders headers = SecurityHeaders.standard().withStrictTransport(Duration.ofDays(365));

        Map<String, String> page = headers.forPage(Scheme.HTTPS, nonce);

        assertThat(page)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Referrer-Policy", "strict-origin-when-cross-origin")
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        assertThat(page.get("Content-Security-Policy"))
                .contains("script-src 'self' 'nonce-" + nonce + "'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.forData(Scheme.HTTP))
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Strict-Transport-Security");
        assertThat(SecurityHeaders.standard().forData(Scheme.HTTPS)).doesNotContainKey("Strict-Transport-Security");
        assertThatThrownBy(() -> headers.forPage(Scheme.HTTPS, "x'; script-src *"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<SessionCookie> of(Scheme scheme, String host) {
        return SessionCookie.of(new RequestAddress(scheme, host));
    }

    private static Headers cookies(String header) {
        return Headers.empty().with("Cookie", header);
    }
}
