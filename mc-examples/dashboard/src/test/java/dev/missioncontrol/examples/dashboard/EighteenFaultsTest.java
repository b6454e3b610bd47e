package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.auth.BootstrapSecret;
import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.http.RequestAddress;
import dev.missioncontrol.auth.http.SessionCookie;
import dev.missioncontrol.auth.password.PasswordHasher;
import dev.missioncontrol.auth.password.SeedPassword;
import dev.missioncontrol.auth.proxy.ProxyRules;
import dev.missioncontrol.auth.proxy.ProxySignIn;
import dev.missioncontrol.auth.session.InMemorySessionStore;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The eighteen faults of the dashboard people run today, in the order of their weight, each with what happens here. A
 * server runs with everything wired; {@link FaultsOfPartsTest} has those that a part shows by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EighteenFaultsTest {

    private static final String PASSWORD = "a viewer's long password";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private final SecureRandom random = new SecureRandom();
    private final Tokens tokens = new Tokens(random);
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(CLOCK);
    private final InMemoryUserStore users = new InMemoryUserStore(unit);

    private Path data;
    private Demo demo;
    private Laptop admin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        demo = Demo.start(data);
        admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        add("vera", "viewer");
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void fault01_headerSignIn_whenAClientWritesTheProxysHeaders_isNobody() throws IOException {
        for (String header : List.of("X-Forwarded-User", "X-Auth-Request-User", "Remote-User", "X-User")) {
            String answer = ask("GET /api/auth/me", "X-Real-IP: 127.0.0.1", header + ": " + Demo.ADMIN);

            assertThat(RawHttp.status(answer)).as(header).isEqualTo(401);
        }
        Sessions sessions = new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, CLOCK);
        Users accounts = new Users(unit, users, sessions, PasswordHasher.argon2id(random), CLOCK);
        ExternalDesk desk = new ExternalDesk(unit, accounts, sessions, new Provisioning.AwaitApproval());
        ProxySignIn proxy = new ProxySignIn(new ProxyRules("x-auth-user", TrustedProxies.of("127.0.0.1")), desk);
        RequestFacts forged =
                withHeader(withHeader(facts(Scheme.HTTPS), "X-Real-IP", "127.0.0.1"), "X-Auth-User", "ada");

        assertThat(proxy.signIn(forged, Optional.empty()).toString()).contains("NOT_A_PROXY");
        assertThat(accounts.list()).isEmpty();
    }

    @Test
    void fault02_hostList_whenBoundToLoopbackOrAskedThroughAForwardedHeader_stillRefuses() throws IOException {
        for (String header :
                List.of("X-Forwarded-Host: localhost", "Forwarded: host=localhost", "X-Original-Host: localhost")) {
            String answer = RawHttp.ask(demo.page(), "GET / HTTP/1.1", "Host: evil.example", header);

            assertThat(RawHttp.status(answer)).as(header).isIn(400, 403);
        }
        assertThat(HostAllowlist.ofCsv("").permits(Scheme.HTTPS, "mc.example.com"))
                .isFalse();
    }

    @Test
    void fault03_guessing_whenTheClientRotatesItsAddressHeaders_isThrottledAllTheSame() throws Exception {
        add("vic", "viewer");
        int refused = 0;
        for (int i = 0; i < 8; i++) {
            String body = "{\"username\":\"vic\",\"password\":\"guess number " + i + "\"}";
            String[] lines = {
                "POST /api/auth/login HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Origin: " + demo.page(),
                "X-Real-IP: 198.51.100." + i,
                "X-Forwarded-For: 198.51.100." + i,
                "Content-Type: application/json",
                "Content-Length: " + body.length()
            };
            String answer = RawHttp.ask(demo.page(), body, lines);
            refused += RawHttp.status(answer) == 429 && answer.contains("Retry-After: ") ? 1 : 0;
        }

        assertThat(refused).isEqualTo(3);
        assertThat(demo.laptop().signIn("vera", PASSWORD).status())
                .as("nobody else is locked out")
                .isEqualTo(200);
    }

    @Test
    void fault04_role_whenItsNameIsUnknownOrInherited_isNoRole() throws Exception {
        for (String name : List.of("constructor", "toString", "__proto__", "root", "ADMIN", "")) {
            assertThat(Role.parse(name)).as(name).isEmpty();
            assertThat(admin.put("/api/users/vera", Map.of("role", name)).status())
                    .as(name)
                    .isEqualTo(400);
        }
    }

    @Test
    void fault06_origin_whenNullGarbageOrAnotherPort_changesNothing() throws Exception {
        String cookie = demo.signedIn("vera", PASSWORD).cookie();
        int port = demo.page().getPort();
        for (String origin : List.of(
                "null",
                "file://",
                "data:",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:" + (port + 1),
                "https://127.0.0.1:" + port)) {
            String answer = ask("POST /api/auth/logout", "Origin: " + origin, "Cookie: " + cookie, "Content-Length: 0");

            assertThat(RawHttp.status(answer)).as(origin).isEqualTo(403);
        }
        assertThat(RawHttp.status(ask("GET /api/auth/me", "Cookie: " + cookie))).isEqualTo(200);
    }

    @Test
    void fault07_secrets_whenEverythingIsListed_areNowhereInIt() throws Exception {
        Heard made = admin.post("/api/keys", Map.of("name", "shown once", "scopes", List.of("operator.read")));
        String secret = made.text("secret");
        String hash = Digest.of(Secret.of(secret)).hex();
        for (String path : List.of("/api/keys", "/api/users", "/api/sessions", "/api/audit?limit=200", "/api/trust")) {
            assertThat(admin.get(path).body().toString())
                    .as(path)
                    .doesNotContain(secret)
                    .doesNotContain(hash)
                    .doesNotContain("argon2id");
        }
        assertThat(admin.get("/api/settings").status()).isEqualTo(404);
    }

    @Test
    void fault10_cookie_nameAndSecureGoTogether_andAMalformedOneIsNobody() throws IOException {
        RequestAddress tls =
                RequestAddress.of(facts(Scheme.HTTPS), TrustedProxies.none()).orElseThrow();
        String issued = SessionCookie.of(tls).orElseThrow().issue(tokens.hex(32), Duration.ofDays(7));

        assertThat(issued).startsWith("__Host-mc-session=").contains("; Secure");
        assertThat(RequestAddress.of(facts(Scheme.HTTP), TrustedProxies.none()).flatMap(SessionCookie::of))
                .as("no cookie over plain HTTP that a browser would drop")
                .isEmpty();
        assertThat(RawHttp.status(ask("GET /api/auth/me", "Cookie: mc-session=%ZZ")))
                .isEqualTo(401);
    }

    @Test
    void fault11_passwords_obeyOneRuleEverywhere_andEveryChangeEndsTheSessions() throws Exception {
        assertThat(admin.put("/api/users/vera", Map.of("password", "elevenchars"))
                        .status())
                .isEqualTo(422);
        assertThat(SeedPassword.of(Map.of("AUTH_PASS", "elevenchars"))).isInstanceOf(SeedPassword.Refused.class);
        assertThat(SeedPassword.of(Map.of("AUTH_PASS", "change-me-on-first-login")))
                .isInstanceOf(SeedPassword.Refused.class);
        List<Map<String, ?>> changes =
                List.of(Map.of("password", "tulips in the park"), Map.of("role", "operator"), Map.of("enabled", false));
        for (int i = 0; i < changes.size(); i++) {
            String name = "sessions" + i;
            add(name, "viewer");
            Laptop laptop = demo.signedIn(name, PASSWORD);

            assertThat(admin.put("/api/users/" + name, changes.get(i)).status()).isEqualTo(200);

            assertThat(laptop.get("/api/auth/me").status())
                    .as(changes.get(i).toString())
                    .isEqualTo(401);
        }
    }

    @Test
    void fault12_audit_isChained_andKeysAndUsersAreInIt() throws Exception {
        Heard key = admin.post("/api/keys", Map.of("name", "audited", "scopes", List.of("operator.read")));
        admin.post("/api/keys/" + key.text("id") + "/revoke", Map.of());
        add("aud", "viewer");
        admin.delete("/api/users/aud");

        String log = admin.get("/api/audit?limit=100").body().toString();

        assertThat(log).contains("key_created", "key_revoked", "user_created", "user_deleted", "login");
        assertThat(Arrays.stream(AuditAction.values()).map(AuditAction::wireName))
                .as("every name that is written can be asked for")
                .allSatisfy(name -> assertThat(AuditAction.parse(name)).isPresent());
        try (JdbcDatabase beside = JdbcDatabase.sqlite(data.resolve("mission-control.db"), CLOCK)) {
            assertThat(new AuditLog(beside, beside).verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    @Test
    void fault14_device_whenItsSignatureIsWrong_isRefusedWithoutAWeakerWay_andOperatorsDecideNothing()
            throws Exception {
        add("otto", "operator");
        Laptop otto = demo.signedIn("otto", PASSWORD);
        RelayClient client = otto.open();
        Map<String, Object> forged = Proofs.ofConnect(
                DeviceIdentity.generate(random), new Challenge("another", 1), List.of("operator.read"));
        Map<String, Object> connect = Map.of(
                "minProtocol",
                4,
                "maxProtocol",
                4,
                "client",
                Map.of("id", "gateway-client", "mode", "ui", "version", "1", "platform", "web"),
                "role",
                "operator",
                "scopes",
                List.of("operator.read"),
                "device",
                forged);
        assertThat(client.answer("connect", new ObjectMapper().writeValueAsString(connect))
                        .at("/error/details/code")
                        .asText())
                .startsWith("DEVICE_AUTH_");
        assertThat(client.closeCode()).isEqualTo(1008);
        for (String path : List.of("/api/pairings/x/approve", "/api/devices/x/revoke", "/api/devices/x/rotate")) {
            assertThat(otto.post(path, Map.of()).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void fault15_path_whenItResemblesAPublicOne_passesTheSameGates() throws IOException {
        for (String path :
                List.of("/favicon.icoX", "/faviconXico/x", "/brand/x", "/_next/static/x", "/login/../api/users")) {
            String answer = RawHttp.ask(demo.page(), "GET " + path + " HTTP/1.1", "Host: evil.example");

            assertThat(RawHttp.status(answer)).as(path).isIn(400, 403);
        }
        for (String cookie : List.of("mc-session=x", "mc-session=" + "0".repeat(64), "__Host-mc-session=x")) {
            assertThat(RawHttp.status(ask("GET /api/users", "Cookie: " + cookie)))
                    .as(cookie)
                    .isEqualTo(401);
        }
    }

    @Test
    void fault17_firstRun_needsTheSecretOfTheTerminal_andTheLastAdminStays() throws Exception {
        Sessions sessions = new Sessions(unit, new InMemorySessionStore(unit), SessionRules.STANDARD, tokens, CLOCK);
        Users accounts = new Users(unit, users, sessions, PasswordHasher.argon2id(random), CLOCK);
        BootstrapSecret bootstrap = new BootstrapSecret(unit, users, accounts, tokens);
        bootstrap.issue();

        assertThat(bootstrap.redeem(tokens.base64Url(), new UserId("visitor"), "Visitor", Secret.of(PASSWORD)))
                .hasToString("Refused[]");
        assertThat(accounts.list()).isEmpty();
        assertThat(admin.put("/api/users/" + Demo.ADMIN, Map.of("enabled", false))
                        .code())
                .isEqualTo("user_last_admin");
        assertThat(admin.delete("/api/users/" + Demo.ADMIN).status()).isEqualTo(409);
    }

    private static RequestFacts facts(Scheme scheme) {
        InetSocketAddress socket = new InetSocketAddress(Cidr.of("192.0.2.7").network(), 40_000);
        return new RequestFacts("GET", "/", Headers.empty().with("Host", "mc.example.com"), socket, scheme, Set.of());
    }

    private static RequestFacts withHeader(RequestFacts facts, String name, String value) {
        return new RequestFacts(
                facts.method(),
                facts.target(),
                facts.headers().with(name, value),
                facts.socket(),
                facts.scheme(),
                facts.listener());
    }

    private void add(String name, String role) throws Exception {
        Heard made = admin.post("/api/users", Map.of("username", name, "password", PASSWORD, "role", role));
        assertThat(made.status()).as(name).isEqualTo(201);
    }

    private String ask(String route, String... headers) throws IOException {
        String[] lines = new String[headers.length + 2];
        lines[0] = route + " HTTP/1.1";
        lines[1] = "Host: " + demo.page().getAuthority();
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return RawHttp.ask(demo.page(), lines);
    }
}
