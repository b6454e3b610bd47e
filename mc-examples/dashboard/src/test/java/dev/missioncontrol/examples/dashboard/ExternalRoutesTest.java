package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by what a proxy or a provider says, where the environment names one. */
@Timeout(120)
class ExternalRoutesTest {
    private static final String CLIENT = "mc-client";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void ways_whenTheEnvironmentNamesNone_areThePasswordAlone() throws Exception {
        try (Demo demo = Demo.start(folder.resolve("data"))) {
            assertThat(demo.laptop().get("/api/auth/ways").body().toString())
                    .isEqualTo("{\"proxy\":false,\"provider\":false}");
            for (String route : List.of("POST /api/auth/proxy", "GET /api/auth/oidc", "GET /api/auth/oidc/callback")) {
                assertThat(RawHttp.status(ask(demo, route, "X-User: eve")))
                        .as(route)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void proxy_whenItVouches_letsPeopleInOnceAnAdminHasSaidSo() throws Exception {
        Map<String, String> environment =
                Map.of("MC_PROXY_AUTH_HEADER", "X-User", "MC_PROXY_AUTH_TRUSTED_IPS", "127.0.0.1");
        try (Demo demo = Demo.start(folder.resolve("data"), environment)) {
            assertThat(ask(demo, "GET /api/auth/ways", "X-User: eve")).contains("\"proxy\":true");
            assertThat(ask(demo, "GET /api/auth/ways", "X-Other: eve")).contains("\"proxy\":false");
            assertThat(ask(demo, "POST /api/auth/proxy", "X-Other: eve")).startsWith("HTTP/1.1 401");

            assertThat(ask(demo, "POST /api/auth/proxy", "X-User: eve"))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"code\":\"not_approved\"")
                    .doesNotContain("Set-Cookie");
            Laptop admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
            assertThat(admin.put("/api/users/eve", Map.of("enabled", true)).status())
                    .isEqualTo(200);

            String entered = ask(demo, "POST /api/auth/proxy", "X-User: eve");
            assertThat(entered).startsWith("HTTP/1.1 200").contains("Set-Cookie: mc-session=");
            assertThat(ask(demo, "GET /api/auth/me", "Cookie: " + cookie(entered)))
                    .contains("\"user\":\"eve\"")
                    .contains("\"how\":\"proxy\"");
        }
    }

    @Test
    void proxy_whenTheSocketIsNoProxys_countsForNothing() throws Exception {
        Map<String, String> environment = Map.of(
                "MC_PROXY_AUTH_HEADER", "X-User",
                "MC_PROXY_AUTH_TRUSTED_IPS", "192.0.2.1",
                "MC_PROXY_AUTH_DEFAULT_ROLE", "viewer");
        try (Demo demo = Demo.start(folder.resolve("data"), environment)) {
            assertThat(ask(demo, "POST /api/auth/proxy", "X-User: ada"))
                    .startsWith("HTTP/1.1 401")
                    .contains("\"code\":\"invalid_credentials\"")
                    .doesNotContain("Set-Cookie");
        }
    }

    @Test
    void provider_whenItVouches_letsPeopleInOnceAnAdminHasSaidSo() throws Exception {
        MockOAuth2Server server = provider();
        int port = freePort();
        String origin = "http://127.0.0.1:" + port;
        Map<String, String> environment = Map.of(
                "MC_OIDC_ISSUER",
                server.issuerUrl("people").toString(),
                "MC_OIDC_CLIENT_ID",
                CLIENT,
                "MC_OIDC_CLIENT_SECRET",
                "the secret of a test client",
                "MC_PUBLIC_URL",
                origin);
        try (Demo demo = Demo.start(folder.resolve("data"), port, environment)) {
            assertThat(demo.laptop()
                            .get("/api/auth/ways")
                            .body()
                            .path("provider")
                            .asBoolean())
                    .isTrue();
            assertThat(get(origin + "/api/auth/oidc/callback?state=" + "x".repeat(43) + "&code=c", "")
                            .statusCode())
                    .isEqualTo(400);

            HttpResponse<String> waiting = walk(origin);
            assertThat(waiting.statusCode()).isEqualTo(403);
            assertThat(waiting.body()).contains("pending admin approval");
            Laptop admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
            assertThat(admin.put("/api/users/eve@example.com", Map.of("enabled", true))
                            .status())
                    .isEqualTo(200);

            HttpResponse<String> entered = walk(origin);
            assertThat(entered.statusCode()).isEqualTo(200);
            assertThat(entered.body()).contains("url=/\"");
            assertThat(entered.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            String session = entered.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith("mc-session="))
                    .findFirst()
                    .orElseThrow();
            assertThat(get(origin + "/api/auth/me", session.substring(0, session.indexOf(';')))
                            .body())
                    .contains("\"user\":\"eve@example.com\"")
                    .contains("\"how\":\"oidc\"");
        } finally {
            server.shutdown();
        }
    }

    @Test
    void provider_whenItCannotBeReached_leavesThePasswords() throws Exception {
        int port = freePort();
        Map<String, String> environment = Map.of(
                "MC_OIDC_ISSUER",
                "http://127.0.0.1:" + freePort() + "/people",
                "MC_OIDC_CLIENT_ID",
                CLIENT,
                "MC_OIDC_CLIENT_SECRET",
                "the secret of a test client",
                "MC_PUBLIC_URL",
                "http://127.0.0.1:" + port);
        try (Demo demo = Demo.start(folder.resolve("data"), port, environment)) {
            assertThat(get(demo.page() + "/api/auth/oidc", "").statusCode()).isEqualTo(503);
            assertThat(demo.laptop().signIn(Demo.ADMIN, Demo.PASSWORD).status()).isEqualTo(200);
        }
    }

    /** As a browser goes: to the provider, which asks nothing here, and back. */
    private HttpResponse<String> walk(String origin) throws Exception {
        HttpResponse<String> begun = get(origin + "/api/auth/oidc", "");
        assertThat(begun.statusCode()).isEqualTo(303);
        String state = begun.headers().firstValue("Set-Cookie").orElseThrow();
        HttpResponse<String> vouched =
                get(begun.headers().firstValue("Location").orElseThrow(), "");
        String back = vouched.headers().firstValue("location").orElseThrow();
        assertThat(back).startsWith(origin + "/api/auth/oidc/callback");
        return get(back, state.substring(0, state.indexOf(';')));
    }

    private HttpResponse<String> get(String address, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static MockOAuth2Server provider() {
        Map<String, Object> claims = Map.of("email", "eve@example.com", "email_verified", true);
        MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(
                false,
                null,
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(new DefaultOAuth2TokenCallback("people", "eve", "JWT", List.of(CLIENT), claims, 300)),
                new NettyWrapper()));
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String ask(Demo demo, String route, String header) throws IOException {
        return RawHttp.ask(
                demo.page(),
                route + " HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Origin: " + demo.page(),
                "Content-Length: 0",
                header);
    }

    private static String cookie(String answer) {
        int start = answer.indexOf("mc-session=");
        return answer.substring(start, answer.indexOf(';', start));
    }
}
