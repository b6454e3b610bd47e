package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of accounts, passwords and keys through the page's routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class AccountRoutesTest {
    private static final String FIRST = "a viewer's long password";
    private static final String NEXT = "tulips in the park";

    private Demo demo;
    private Laptop admin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = Demo.start(folder.resolve("data"));
        admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void ownPassword_whenThePresentOneIsRight_changesAndSignsOutEverywhereElse() throws Exception {
        add("paula");
        Laptop here = demo.signedIn("paula", FIRST);
        Laptop elsewhere = demo.signedIn("paula", FIRST);

        assertThat(change(here, "not the password", NEXT).code()).isEqualTo("wrong_password");
        assertThat(change(here, FIRST, "elevenchars").code()).isEqualTo("password_too_short");
        assertThat(change(here, FIRST, "passwordpassword").code()).isEqualTo("password_too_common");
        assertThat(change(here, FIRST, "").status()).isEqualTo(400);
        Heard changed = change(here, FIRST, NEXT);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(here.get("/api/auth/me").status()).as("the cookie of before").isEqualTo(401);
        assertThat(elsewhere.get("/api/auth/me").status()).isEqualTo(401);
        here.keepCookie(changed);
        assertThat(here.get("/api/auth/me").text("user")).isEqualTo("paula");
        assertThat(demo.laptop().signIn("paula", FIRST).status()).isEqualTo(401);
        assertThat(demo.laptop().signIn("paula", NEXT).status()).isEqualTo(200);
    }

    @Test
    void ownPassword_whenGuessed_isThrottledWithATimeToComeBack() throws Exception {
        add("gina");
        Laptop here = demo.signedIn("gina", FIRST);
        for (int i = 0; i < 5; i++) {
            assertThat(change(here, "guess number " + i, NEXT).status()).isEqualTo(403);
        }

        assertThat(change(here, FIRST, NEXT).status()).isEqualTo(429);
    }

    @Test
    void reset_whenAnAdminSetsAPassword_obeysTheSameRulesAndSignsOut() throws Exception {
        add("rita");
        Laptop rita = demo.signedIn("rita", FIRST);

        assertThat(admin.put("/api/users/rita", Map.of("password", "elevenchars"))
                        .code())
                .isEqualTo("password_too_short");
        assertThat(rita.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(admin.put("/api/users/rita", Map.of("password", NEXT)).status())
                .isEqualTo(200);

        assertThat(rita.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(demo.laptop().signIn("rita", NEXT).status()).isEqualTo(200);
    }

    @Test
    void delete_whenAUserHasASessionAndAKey_endsBothAndFreesTheName() throws Exception {
        add("dora");
        Laptop dora = demo.signedIn("dora", FIRST);
        Heard key = dora.post("/api/keys", Map.of("name", "script", "scopes", List.of("operator.read")));

        assertThat(admin.delete("/api/users/dora").status()).isEqualTo(200);

        assertThat(dora.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(withKey(key)).isEqualTo(401);
        assertThat(admin.delete("/api/users/dora").status()).isEqualTo(404);
        assertThat(admin.delete("/api/users/" + Demo.ADMIN).code()).isEqualTo("user_self");
        assertThat(admin.get("/api/audit?limit=50").body().toString()).contains("user_deleted");
        add("dora");
        assertThat(withKey(key)).isEqualTo(401);
    }

    @Test
    void create_whenANameIsLikeAnothers_isRefused() throws Exception {
        add("nora");

        for (String name : List.of("NORA", "\uFF4E\uFF4F\uFF52\uFF41", "n\u043Era", "(system)")) {
            Heard heard = admin.post("/api/users", Map.of("username", name, "password", FIRST, "role", "viewer"));
            assertThat(heard.code()).as(name).isIn("user_name_taken", "user_name_refused");
        }
    }

    @Test
    void rotate_whenItIsOnesOwnKey_keepsTheOldOneForTheOverlap() throws Exception {
        add("kira");
        Laptop kira = demo.signedIn("kira", FIRST);
        Heard old = kira.post("/api/keys", Map.of("name", "script", "scopes", List.of("operator.read")));
        String path = "/api/keys/" + old.text("id") + "/rotate";

        assertThat(admin.post(path, Map.of()).status())
                .as("an admin gets nobody's key")
                .isEqualTo(404);
        assertThat(kira.post(path, Map.of("overlap", "a day")).status()).isEqualTo(400);
        assertThat(kira.post(path, Map.of("overlap", "P31D")).code()).isEqualTo("key_overlap");
        Heard next = kira.post(path, Map.of());
        assertThat(next.status()).isEqualTo(201);

        assertThat(withKey(old)).isEqualTo(200);
        assertThat(withKey(next)).isEqualTo(200);
        Heard last = kira.post("/api/keys/" + next.text("id") + "/rotate", Map.of("overlap", "PT0S"));
        assertThat(withKey(next)).isEqualTo(401);
        assertThat(withKey(last)).isEqualTo(200);
    }

    private void add(String name) throws Exception {
        Heard made = admin.post("/api/users", Map.of("username", name, "password", FIRST, "role", "viewer"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("enabled");
    }

    private static Heard change(Laptop laptop, String current, String wanted) throws Exception {
        return laptop.post("/api/auth/password", Map.of("current", current, "password", wanted));
    }

    private int withKey(Heard key) throws Exception {
        return RawHttp.status(RawHttp.ask(
                demo.page(),
                "GET /api/auth/me HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "x-api-key: " + key.text("secret")));
    }
}
