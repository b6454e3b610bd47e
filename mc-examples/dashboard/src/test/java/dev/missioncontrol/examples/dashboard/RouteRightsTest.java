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

/** Every route against nobody, a viewer, and a key that may only read although its owner is an admin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RouteRightsTest {
    private static final String VIEWER_PASSWORD = "a viewer's long password";

    private Demo demo;
    private Laptop admin;
    private Laptop viewer;
    private String readingKey;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = Demo.start(folder.resolve("data"));
        admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        admin.post("/api/users", Map.of("username", "vera", "password", VIEWER_PASSWORD, "role", "viewer"));
        viewer = demo.signedIn("vera", VIEWER_PASSWORD);
        readingKey = "x-api-key: "
                + admin.post("/api/keys", Map.of("name", "reads", "scopes", List.of("operator.read")))
                        .text("secret");
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/trust/pair-again",
                "PUT /api/trust/policy",
                "GET /api/pairings",
                "POST /api/pairings/x/approve",
                "POST /api/pairings/x/reject",
                "PUT /api/devices/x",
                "POST /api/devices/x/revoke",
                "POST /api/devices/x/forget",
                "POST /api/devices/x/rotate",
                "GET /api/users",
                "POST /api/users",
                "PUT /api/users/ada",
                "DELETE /api/users/ada",
                "GET /api/audit"
            })
    void route_whenItIsTheAdmins_isForNobodyElse(String route) throws IOException {
        assertThat(RawHttp.status(ask(route, "X-Nobody: here"))).isEqualTo(401);
        assertThat(ask(route, "Cookie: " + viewer.cookie()))
                .startsWith("HTTP/1.1 403")
                .contains("Requires admin role or higher");
        assertThat(RawHttp.status(ask(route, readingKey))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/auth/me",
                "POST /api/auth/challenge",
                "GET /api/trust",
                "GET /api/devices",
                "GET /api/sessions",
                "GET /api/keys"
            })
    void route_whenItReads_isForWhoeverIsSignedIn(String route) throws IOException {
        assertThat(RawHttp.status(ask(route, "X-Nobody: here"))).isEqualTo(401);
        assertThat(RawHttp.status(ask(route, "Cookie: " + viewer.cookie()))).isEqualTo(200);
        assertThat(RawHttp.status(ask(route, readingKey))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/sessions/x/end",
                "POST /api/keys",
                "POST /api/keys/x/revoke",
                "POST /api/keys/x/rotate",
                "POST /api/auth/password"
            })
    void route_whenItIsAPersons_isNotForAKey(String route) throws IOException {
        assertThat(RawHttp.status(ask(route, "X-Nobody: here"))).isEqualTo(401);
        assertThat(ask(route, readingKey)).startsWith("HTTP/1.1 403").contains("person_required");
    }

    @Test
    void session_whenItIsSomebodyElses_isNotFoundAndLives() throws Exception {
        String foreign = admin.get("/api/auth/me").text("session");
        assertThat(viewer.get("/api/sessions").body().toString()).doesNotContain(foreign);
        assertThat(viewer.post("/api/sessions/" + foreign + "/end", Map.of()).status())
                .isEqualTo(404);
        assertThat(admin.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void key_whenItIsSomebodyElses_isNotFoundAndLives() throws Exception {
        Heard made = admin.post("/api/keys", Map.of("name", "admin's", "scopes", List.of("operator.admin")));
        assertThat(viewer.get("/api/keys").body().toString()).doesNotContain(made.text("id"));
        assertThat(viewer.post("/api/keys/" + made.text("id") + "/revoke", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(RawHttp.status(ask("GET /api/users", "x-api-key: " + made.text("secret"))))
                .isEqualTo(200);
    }

    @Test
    void key_whenItWouldReachFurtherThanItsMaker_isNotMade() throws Exception {
        for (String scope : List.of("operator.write", "operator.admin", "operator.pairing")) {
            Heard heard = viewer.post("/api/keys", Map.of("name", "later", "scopes", List.of("operator.read", scope)));
            assertThat(heard.status()).as(scope).isEqualTo(403);
            assertThat(heard.code()).isEqualTo("scope_beyond_role");
        }
        assertThat(viewer.post("/api/keys", Map.of("name", "odd", "scopes", List.of("operator.nonsense")))
                        .code())
                .isEqualTo("key_unknown_scope");
    }

    private String ask(String route, String header) throws IOException {
        return RawHttp.ask(
                demo.page(),
                route + " HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Origin: " + demo.page(),
                "Content-Length: 0",
                header);
    }
}
