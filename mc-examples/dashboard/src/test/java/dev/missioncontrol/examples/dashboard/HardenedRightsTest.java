package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In the hardened mode the role alone changes neither people, keys, nor the sign-ins of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HardenedRightsTest {
    private static final String FIRST = "a viewer's long password";

    private Demo demo;
    private Laptop approved;
    private Laptop stolen;

    @BeforeAll
    void harden(@TempDir Path folder) throws Exception {
        demo = Demo.start(folder.resolve("data"));
        approved = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        Until.isTrue("waiting", () -> approved.get("/api/trust").text("state").equals("waiting"));
        demo.approve();
        Until.isTrue(
                "connected",
                () -> approved.get("/api/trust").body().path("connected").asBoolean());
        approved.keep(DeviceIdentity.generate(new SecureRandom()));
        assertThat(approved.change("PUT", "/api/trust/policy", Map.of("policy", "hardened"))
                        .status())
                .isEqualTo(200);
        stolen = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void people_whenTheBrowserIsNotApproved_stayAsTheyAre() throws Exception {
        Map<String, String> eve = Map.of("username", "eve", "password", FIRST, "role", "admin");
        assertNotAllowed(stolen.post("/api/users", eve));
        Laptop other = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        other.keep(DeviceIdentity.generate(new SecureRandom()));
        assertNotAllowed(other.change("POST", "/api/users", eve));
        assertNotAllowed(approved.post("/api/users", eve));

        Map<String, String> vera = Map.of("username", "vera", "password", FIRST, "role", "viewer");
        assertThat(approved.change("POST", "/api/users", vera).status()).isEqualTo(201);

        assertNotAllowed(stolen.put("/api/users/vera", Map.of("role", "admin")));
        assertNotAllowed(stolen.put("/api/users/vera", Map.of("password", "tulips in the park")));
        assertNotAllowed(stolen.delete("/api/users/vera"));
        assertThat(approved.change("PUT", "/api/users/vera", Map.of("role", "operator"))
                        .text("role"))
                .isEqualTo("operator");
    }

    @Test
    void signIns_whenTheBrowserIsNotApproved_canBeEndedOnlyByTheirOwner() throws Exception {
        approved.change("POST", "/api/users", Map.of("username", "nora", "password", FIRST, "role", "viewer"));
        Laptop nora = demo.signedIn("nora", FIRST);
        String path = "/api/sessions/" + nora.get("/api/auth/me").text("session") + "/end";

        assertNotAllowed(stolen.post(path, Map.of()));
        assertThat(nora.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(approved.change("POST", path, Map.of()).status()).isEqualTo(200);
        assertThat(nora.get("/api/auth/me").status()).isEqualTo(401);

        Laptop own = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        String mine = own.get("/api/auth/me").text("session");
        assertThat(stolen.post("/api/sessions/" + mine + "/end", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void keys_whenTheBrowserIsNotApproved_areNeitherMadeNorRotatedNorRevoked() throws Exception {
        Map<String, Object> wanted = Map.of("name", "script", "scopes", List.of("operator.read"));
        assertNotAllowed(stolen.post("/api/keys", wanted));
        Heard key = approved.change("POST", "/api/keys", wanted);
        assertThat(key.status()).isEqualTo(201);
        String path = "/api/keys/" + key.text("id");

        assertNotAllowed(stolen.post(path + "/rotate", Map.of()));
        assertNotAllowed(stolen.post(path + "/revoke", Map.of()));
        assertThat(approved.change("POST", path + "/rotate", Map.of()).status()).isEqualTo(201);
        assertThat(approved.change("POST", path + "/revoke", Map.of()).status()).isEqualTo(200);
    }

    private static void assertNotAllowed(Heard heard) {
        assertThat(heard.status()).isEqualTo(403);
        assertThat(heard.code()).isEqualTo("not_allowed");
    }
}
