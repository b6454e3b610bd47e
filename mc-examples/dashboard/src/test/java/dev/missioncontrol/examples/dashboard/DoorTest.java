package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not come in, over real sockets: hosts, origins, cookies, credentials, roles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class DoorTest {
    private static final String VIEWER_PASSWORD = "a viewer's long password";

    private Demo demo;
    private Laptop admin;
    private Laptop viewer;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = Demo.start(folder.resolve("data"));
        admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        admin.post("/api/users", Map.of("username", "vera", "password", VIEWER_PASSWORD, "role", "viewer"));
        viewer = demo.signedIn("vera", VIEWER_PASSWORD);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void signIn_whenPasswordIsWrongOrUserUnknown_saysTheSame() throws Exception {
        Heard wrong = demo.laptop().signIn(Demo.ADMIN, "not the password");
        Heard unknown = demo.laptop().signIn("nobody at all", "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("invalid_credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.setCookie()).isEmpty();
    }

    @Test
    void signIn_whenTheBrowserHasASession_endsThatOne() throws Exception {
        Laptop browser = demo.signedIn("vera", VIEWER_PASSWORD);
        String planted = browser.cookie();
        assertThat(browser.signIn(Demo.ADMIN, Demo.PASSWORD).status()).isEqualTo(200);
        assertThat(RawHttp.status(me("Cookie: " + planted))).isEqualTo(401);
        assertThat(RawHttp.status(me("Cookie: " + browser.cookie()))).isEqualTo(200);
    }

    @Test
    void signIn_whenPasswordHasOneMegabyte_isRefusedUnread() throws Exception {
        String answer = RawHttp.statusBeforeBody(
                demo.page(),
                "POST /api/auth/login HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Origin: " + demo.page(),
                "Content-Type: application/json",
                "Content-Length: " + 1024 * 1024);
        assertThat(RawHttp.status(answer)).isEqualTo(413);
    }

    @Test
    void signIn_whenPasswordHasFortyKilobytes_isRefusedLikeAWrongOne() throws Exception {
        Heard heard = demo.laptop().signIn(Demo.ADMIN, "x".repeat(40 * 1024));
        assertThat(heard.status()).isEqualTo(401);
        assertThat(heard.code()).isEqualTo("invalid_credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"username\":\"ada\",\"username\":\"ada\",\"password\":\"x\"}",
                "{\"username\":\"ada\",\"password\":\"x\"} {}",
                "{\"username\":\"ada\",\"password\":\"x\",\"role\":\"admin\"}",
                "{\"username\":\"ada\",\"password\":7}"
            })
    void signIn_whenBodyIsNotWhatIsAsked_isRefusedWithACode(String body) throws Exception {
        String answer = post("/api/auth/login", "application/json", body);
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(answer).contains("\"code\":\"bad_request\"");
    }

    @Test
    void signIn_whenThePasswordIsInTheAddress_isRefused() throws Exception {
        String answer = post(
                "/api/auth/login?password=" + Demo.PASSWORD.replace(' ', '+'),
                "application/json",
                "{\"username\":\"ada\",\"password\":\"" + Demo.PASSWORD + "\"}");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(answer).doesNotContain("horse").doesNotContain("Set-Cookie: mc-session=");
    }

    @Test
    void signIn_whenBodyIsAForm_isRefused() throws Exception {
        String answer = post("/api/auth/login", "text/plain", "{\"username\":\"ada\",\"password\":\"x\"}");
        assertThat(RawHttp.status(answer)).isEqualTo(415);
    }

    @Test
    void cookie_whenTwoOfOneName_isRefusedAndCleared() throws Exception {
        String answer = me("Cookie: " + viewer.cookie() + "; " + admin.cookie());
        assertThat(RawHttp.status(answer)).isEqualTo(401);
        assertThat(answer).contains("\"code\":\"bad_cookie\"").contains("Max-Age=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mc-session=%ZZ", "mc-session=", "mc-session=\"x\"", "mc-session=; a=%", "mc-session"})
    void cookie_whenMalformed_isNobody(String cookie) throws Exception {
        assertThat(RawHttp.status(me("Cookie: " + cookie))).isEqualTo(401);
    }

    @Test
    void cookie_whenItsSessionLives_isSomebody() throws Exception {
        assertThat(RawHttp.status(me("Cookie: " + viewer.cookie()))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "mc.example.com",
                "0.0.0.0",
                "127.0.0.2",
                "[::2]",
                "192.168.1.10",
                "127.0.0.1@evil.example",
                "127.0.0.1, evil.example",
                ""
            })
    void host_whenNotOnTheList_isRefusedOnEveryPath(String host) throws IOException {
        for (String path : new String[] {"/", "/app.js", "/api/health", "/api/nothing", "/gateway"}) {
            String answer = RawHttp.ask(demo.page(), "GET " + path + " HTTP/1.1", "Host: " + host);
            assertThat(RawHttp.status(answer)).as(path).isIn(400, 403);
            assertThat(answer).doesNotContain("Mission Control");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "LOCALHOST", "localhost:4080"})
    void host_whenOnTheList_isServedWithTheSecurityHeaders(String host) throws IOException {
        String answer = RawHttp.ask(demo.page(), "GET / HTTP/1.1", "Host: " + host);
        assertThat(RawHttp.status(answer)).isEqualTo(200);
        assertThat(answer)
                .contains("Content-Security-Policy: ")
                .contains("X-Frame-Options: DENY")
                .contains("nosniff")
                .doesNotContain("unsafe-inline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1", "file://"})
    void origin_whenForeign_changesNothingAndOpensNoSocket(String origin) throws IOException {
        String logout = RawHttp.ask(
                demo.page(),
                "POST /api/auth/logout HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Origin: " + origin,
                "Cookie: " + viewer.cookie(),
                "Content-Length: 0");
        assertThat(RawHttp.status(logout)).isEqualTo(403);
        assertThat(logout).contains("csrf_origin_mismatch");
        assertThat(RawHttp.status(upgrade("Origin: " + origin))).isEqualTo(403);
    }

    @Test
    void upgrade_whenCookieComesWithoutOrigin_isRefused() throws IOException {
        assertThat(RawHttp.status(upgrade("X-Nothing: here"))).isEqualTo(403);
    }

    @Test
    void gateway_whenAskedWithoutUpgrade_saysWhatIsMissing() throws Exception {
        Heard heard = viewer.get("/gateway");
        assertThat(heard.status()).isEqualTo(426);
        assertThat(heard.code()).isEqualTo("upgrade_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users", "/api/audit", "/api/pairings"})
    void viewer_whenAskingForWhatIsTheAdmins_isToldTheRole(String path) throws Exception {
        Heard heard = viewer.get(path);
        assertThat(heard.status()).isEqualTo(403);
        assertThat(heard.text("error")).isEqualTo("Requires admin role or higher");
        assertThat(demo.laptop().get(path).status()).isEqualTo(401);
        assertThat(demo.laptop().get(path).text("error")).isEqualTo("Authentication required");
    }

    @Test
    void lastAdmin_whenDemoted_staysAdmin() throws Exception {
        Heard heard = admin.put("/api/users/" + Demo.ADMIN, Map.of("role", "viewer"));
        assertThat(heard.status()).isEqualTo(409);
        assertThat(heard.code()).isEqualTo("user_last_admin");
    }

    @Test
    void key_whenMadeUsedAndRevoked_worksInBetweenOnly() throws Exception {
        Heard made = viewer.post("/api/keys", Map.of("name", "script", "scopes", List.of("operator.read")));
        String key = "x-api-key: " + made.text("secret");
        assertThat(made.status()).isEqualTo(201);
        assertThat(me(key)).contains("\"how\":\"api_key\"");
        assertThat(viewer.get("/api/keys").body().toString()).doesNotContain(made.text("secret"));
        assertThat(viewer.post("/api/keys/" + made.text("id") + "/revoke", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.status(me(key))).isEqualTo(401);
    }

    @Test
    void address_whenNothingIsThere_saysSoInJson() throws Exception {
        Heard heard = admin.get("/api/nothing");
        assertThat(heard.status()).isEqualTo(404);
        assertThat(heard.code()).isEqualTo("not_found");
    }

    private String me(String header) throws IOException {
        return RawHttp.ask(
                demo.page(), "GET /api/auth/me HTTP/1.1", "Host: " + demo.page().getAuthority(), header);
    }

    private String upgrade(String header) throws IOException {
        return RawHttp.ask(
                demo.page(),
                "GET /gateway HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Cookie: " + viewer.cookie(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                header);
    }

    private String post(String path, String type, String body) throws IOException {
        String[] lines = {
            "POST " + path + " HTTP/1.1",
            "Host: " + demo.page().getAuthority(),
            "Origin: " + demo.page(),
            "Content-Type: " + type,
            "Content-Length: " + body.length()
        };
        return RawHttp.ask(demo.page(), body, lines);
    }
}
