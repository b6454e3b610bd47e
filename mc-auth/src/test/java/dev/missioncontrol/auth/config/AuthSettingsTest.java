package dev.missioncontrol.auth.config;

import static dev.missioncontrol.auth.fixture.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.http.GuardVerdict;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.Scheme;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSettingsTest {

    private static final String SECRET = "f00dfeedf00dfeedf00dfeedf00dfeed";

    @Test
    void read_whenNothingIsSet_isShutButForLoopback() {
        AuthSettings settings = AuthSettings.read(Map.of());

        assertThat(settings.hosts().permits(Scheme.HTTP, "localhost:4080")).isTrue();
        assertThat(settings.hosts().permits(Scheme.HTTP, "[::1]:4080")).isTrue();
        assertThat(settings.hosts().permits(Scheme.HTTPS, "mc.example.com")).isFalse();
        assertThat(settings.transport()).isEqualTo(TransportRule.ANY);
        assertThat(settings.firstAdmin().id().value()).isEqualTo("admin");
        assertThat(settings.firstAdmin().password()).isEmpty();
        assertThat(settings.apiKey()).isEmpty();
        assertThat(settings.strictTransport()).isEmpty();
        assertThat(settings.auditRetention()).contains(Duration.ofDays(365));
        assertThat(settings.insecureDoors()).isEmpty();
    }

    @Test
    void read_whenVariablesAreEmpty_isAsIfTheyWereAbsent() {
        Map<String, String> empty = new HashMap<>();
        for (String name : new String[] {
            "MC_ALLOWED_HOSTS", "MC_ALLOW_ANY_HOST", "MC_COOKIE_SECURE", "MC_PROXY_AUTH_HEADER", "API_KEY", "AUTH_PASS"
        }) {
            empty.put(name, name.equals("AUTH_PASS") ? "" : " ");
        }

        assertThat(AuthSettings.read(empty).hosts().patterns()).hasSize(3);
    }

    @Test
    void read_whenTheDashboardsExampleIsTaken_works() {
        AuthSettings settings = AuthSettings.read(Map.of(
                "MC_COOKIE_SECURE", "",
                "MC_COOKIE_SAMESITE", "strict",
                "MC_ALLOWED_HOSTS", "localhost,127.0.0.1,::1",
                "MC_COORDINATOR_AGENT", "coordinator",
                "MC_DEFAULT_GATEWAY_NAME", "primary",
                "MC_RETAIN_AUDIT_DAYS", "365",
                "MC_RETAIN_LOGS_DAYS", "30",
                "AUTH_SECRET", "whatever",
                "NODE_ENV", "production"));

        assertThat(settings.hosts().permits(Scheme.HTTP, "[::1]:3000")).isTrue();
        assertThat(settings.ignored())
                .containsExactlyInAnyOrder(
                        "AUTH_SECRET", "MC_COORDINATOR_AGENT", "MC_DEFAULT_GATEWAY_NAME", "MC_RETAIN_LOGS_DAYS");
    }

    @ParameterizedTest
    @CsvSource({
        "MC_ALOWED_HOSTS, MC_ALLOWED_HOSTS",
        "MC_ALLOWED_HOST, MC_ALLOWED_HOSTS",
        "MC_TRUSTED_PROXY, MC_TRUSTED_PROXIES",
        "MC_COOKIES_SECURE, MC_COOKIE_SECURE",
        "MC_, MC_REQUIRE_TLS",
    })
    void read_whenANameIsUnknown_failsNamingTheNearest(String name, String nearest) {
        assertThatThrownBy(() -> AuthSettings.read(Map.of(name, SECRET)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + " ")
                .hasMessageNotContaining(SECRET);
        if (!name.equals("MC_")) {
            assertThatThrownBy(() -> AuthSettings.read(Map.of(name, "x"))).hasMessageContaining(nearest);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MC_ALLOWED_HOSTS | https://mc.example.com",
                "MC_ALLOWED_HOSTS | *",
                "MC_ALLOWED_HOSTS | *.com",
                "MC_ALLOWED_HOSTS | mc.example.com, MC.example.com",
                "MC_ALLOW_ANY_HOST | maybe",
                "MC_TRUSTED_PROXIES | proxy.example.com",
                "MC_TRUSTED_PROXIES | 10.0.0.1/8",
                "MC_TRUSTED_PROXIES | 10.0.0.1,10.0.0.1",
                "MC_COOKIE_SAMESITE | lax",
                "MC_COOKIE_SECURE | 2",
                "MC_PUBLIC_URL | mc.example.com",
                "MC_PUBLIC_URL | https://mc.example.com/path",
                "MC_PUBLIC_URL | null",
                "MC_RETAIN_AUDIT_DAYS | 29",
                "MC_RETAIN_AUDIT_DAYS | +90",
                "MC_RETAIN_AUDIT_DAYS | 3651",
                "MC_DISABLE_RATE_LIMIT | 1",
                "MC_REQUIRE_TLS | si",
                "AUTH_USER | a\tb",
                "AUTH_PASS | password",
                "AUTH_PASS | change-me-on-first-login",
                "AUTH_PASS_B64 | cGFzc3dvcmQ=",
                "AUTH_PASS_B64 | bXkjcGFzc3dvcmQ",
                "AUTH_PASS_B64 | bXkjcGFzc3dvcmR=",
                "AUTH_PASS_B64 | bXkj cGFz",
                "AUTH_PASS_B64 | //79",
                "API_KEY | your-api-key",
                "API_KEY | tooshort",
                "API_KEY | 00000000000000000000000000000000",
                "MC_PROXY_AUTH_HEADER | X-User-Email",
                "MC_PROXY_AUTH_TRUSTED_IPS | 127.0.0.1",
                "GOOGLE_CLIENT_ID | id",
                "MC_OIDC_CLIENT_ID | id",
                "MC_OIDC_ISSUER | http://idp.example.com",
                "MC_OIDC_ISSUER | https://someone@idp.example.com",
            })
    void read_whenAValueIsWrong_failsNamingTheVariable(String name, String value) {
        SettingsException failed =
                catchThrowableOfType(SettingsException.class, () -> AuthSettings.read(Map.of(name, value)));

        assertThat(failed.problems()).isNotEmpty().anyMatch(problem -> problem.contains(name));
    }

    @Test
    void read_whenManyAreWrong_showsAllAtOnceAndNoSecret() {
        SettingsException failed = catchThrowableOfType(
                SettingsException.class,
                () -> AuthSettings.read(Map.of(
                        "MC_TYPO",
                        SECRET,
                        "API_KEY",
                        "secret-key",
                        "AUTH_PASS_B64",
                        "%%%canary",
                        "MC_ALLOWED_HOSTS",
                        "*")));

        assertThat(failed.problems()).hasSize(4);
        assertThat(failed.getMessage()).doesNotContain(SECRET, "secret-key", "canary");
    }

    @Test
    void read_whenSettingsContradict_fails() {
        assertFails("MC_COOKIE_SECURE", "0", "MC_ALLOWED_HOSTS", "mc.example.com");
        assertFails("MC_COOKIE_SECURE", "off", "MC_REQUIRE_TLS", "1");
        assertFails("MC_COOKIE_SECURE", "off", "MC_PUBLIC_URL", "https://localhost");
        assertFails("MC_ALLOW_ANY_HOST", "1", "MC_ALLOWED_HOSTS", "localhost");
        assertFails("MC_ENABLE_HSTS", "1", "MC_DISABLE_HSTS", "1");
        assertFails("MC_PUBLIC_URL", "https://mc.example.com", "MC_ALLOWED_HOSTS", "other.example.com");
        assertFails("GOOGLE_CLIENT_ID", "a", "NEXT_PUBLIC_GOOGLE_CLIENT_ID", "b");
        assertThat(AuthSettings.read(Map.of("MC_COOKIE_SECURE", "0")).hosts().patterns())
                .hasSize(3);
    }

    @Test
    void read_whenAnyHostIsAllowed_saysWhichDoorIsOpen() {
        AuthSettings settings = AuthSettings.read(Map.of("MC_ALLOW_ANY_HOST", "Yes"));

        assertThat(settings.hosts().permits(Scheme.HTTP, "evil.example")).isTrue();
        assertThat(settings.insecureDoors())
                .singleElement()
                .asString()
                .contains("insecureAllowAny", "MC_ALLOW_ANY_HOST");
    }

    @Test
    void read_whenPasswordIsEncoded_decodesIt() {
        AuthSettings settings =
                AuthSettings.read(Map.of("AUTH_USER", "ada", "AUTH_PASS_B64", " bXkjbG9uZ2VyIHNlY3JldA== "));

        assertThat(settings.firstAdmin().id().value()).isEqualTo("ada");
        assertThat(settings.firstAdmin().password().orElseThrow().reveal()).isEqualTo("my#longer secret");
        assertThat(settings.toString()).doesNotContain("my#longer secret");
    }

    @Test
    void read_whenAPublicUrlIsSet_answersForItsHost() {
        AuthSettings settings =
                AuthSettings.read(Map.of("MC_PUBLIC_URL", "https://mc.example.com/", "MC_ENABLE_HSTS", "1"));

        assertThat(settings.publicOrigin()).contains(Origin.of("https://mc.example.com"));
        assertThat(settings.hosts().permits(Scheme.HTTPS, "mc.example.com")).isTrue();
        assertThat(settings.headers().forData(Scheme.HTTPS))
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }

    @Test
    void guard_whenMadeOfSettings_followsThem() {
        AuthSettings settings = AuthSettings.read(Map.of(
                "MC_ALLOWED_HOSTS", "mc.example.com",
                "MC_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8",
                "MC_REQUIRE_TLS", "true"));

        assertThat(settings.guard().judge(request(Scheme.HTTP, "GET", "Host", "mc.example.com")))
                .isInstanceOf(GuardVerdict.Rejected.class);
        assertThat(settings.guard()
                        .judge(request(
                                "10.1.2.3",
                                Scheme.HTTP,
                                "GET",
                                "/",
                                "Host",
                                "mc.example.com",
                                "X-Forwarded-Proto",
                                "https")))
                .isInstanceOf(GuardVerdict.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void read_whenAProxySignsPeopleIn_takesItsRole(String role) {
        ProxySettings proxy = AuthSettings.read(Map.of(
                        "MC_PROXY_AUTH_HEADER", "X-User-Email",
                        "MC_PROXY_AUTH_TRUSTED_IPS", "127.0.0.1,::1",
                        "MC_PROXY_AUTH_DEFAULT_ROLE", role))
                .proxySignIn()
                .orElseThrow();

        assertThat(proxy.rules().header()).isEqualTo("X-User-Email");
        assertThat(proxy.newcomers())
                .isEqualTo(new Provisioning.InRole(Role.parse(role).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Viewer", "root"})
    void read_whenAProxyWouldMakeAdminsOrNobody_fails(String role) {
        assertThatThrownBy(() -> AuthSettings.read(Map.of(
                        "MC_PROXY_AUTH_HEADER", "X-User-Email",
                        "MC_PROXY_AUTH_TRUSTED_IPS", "127.0.0.1",
                        "MC_PROXY_AUTH_DEFAULT_ROLE", role)))
                .hasMessageContaining("MC_PROXY_AUTH_DEFAULT_ROLE");
    }

    @Test
    void read_whenGoogleIsSet_isAProviderLikeAnyOther() {
        ProviderSettings google = AuthSettings.read(Map.of(
                        "GOOGLE_CLIENT_ID", "id.apps",
                        "GOOGLE_CLIENT_SECRET", SECRET,
                        "MC_OIDC_HOSTED_DOMAINS", "Example.com",
                        "MC_PUBLIC_URL", "https://mc.example.com"))
                .provider()
                .orElseThrow();

        assertThat(google.issuer()).hasToString("https://accounts.google.com");
        assertThat(google.domains()).containsExactly("example.com");
        assertThat(google.toString()).doesNotContain(SECRET);
    }

    private static void assertFails(String first, String value, String second, String other) {
        assertThatThrownBy(() -> AuthSettings.read(Map.of(first, value, second, other)))
                .as(first + " " + second)
                .isInstanceOf(SettingsException.class);
    }
}
