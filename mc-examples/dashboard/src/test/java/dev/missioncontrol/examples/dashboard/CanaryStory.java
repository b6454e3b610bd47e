package dev.missioncontrol.examples.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditExporter;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.examples.dashboard.Overheard.Channel;
import dev.missioncontrol.examples.dashboard.gateway.EmbeddedGateway;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.FileDeviceIdentityStore;
import dev.missioncontrol.gateway.FileGatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.jdbc.Doctor;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A day at the dashboard, told in a process of its own so that our loggers are at TRACE from the first line. Every secret
 * is a canary; whatever others get to see is written down for {@link CanaryTest} to search.
 */
final class CanaryStory implements AutoCloseable {
    /** The canary that is let out on purpose, everywhere. */
    static final String PLANTED = "planted";

    private static final String ADMIN = "ada";
    private static final String[] ALL = {"operator.read", "operator.write", "operator.admin"};

    private final Canaries canaries = new Canaries();
    private final Overheard overheard = new Overheard();
    private final SecureRandom random = new SecureRandom();
    private final Path data;
    private final DashboardConfig config;
    private final Dashboard dashboard;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String password = canaries.make("admin's password");

    private CanaryStory(Path data) {
        this.data = data;
        this.config = new DashboardConfig(
                Optional.empty(),
                0,
                data,
                AuthSettings.read(Map.of("AUTH_USER", ADMIN, "AUTH_PASS", password)),
                Duration.ofMillis(100));
        this.dashboard = Dashboard.start(config);
    }

    /** Tells the story over the data folder of the first argument, and leaves what was seen in that of the second. */
    public static void main(String[] arguments) throws Exception {
        Path out = Path.of(arguments[1]);
        try (CanaryStory story = new CanaryStory(Path.of(arguments[0]))) {
            story.tell();
            story.canaries.save(out.resolve("canaries.txt"));
            story.overheard.save(out);
        }
    }

    private void tell() throws Exception {
        badSignIns();
        Laptop admin = signedIn("admin's session", ADMIN, password);
        pairTheBackend(admin);
        people(admin);
        keys(admin);
        relay(admin);
        hardenedMode(admin);
        secretsInFiles();
        exportedLog();
        doctor("list");
        doctor("verify");
        overheard.answer(admin.get("/api/audit?limit=500"));
        overheard.answer(admin.post("/api/auth/logout", Map.of()));
        CanaryStrings.print(canaries, overheard);
        overheard.note(Channel.STRINGS, config);
        Thread.getAllStackTraces().keySet().forEach(thread -> overheard.note(Channel.STRINGS, thread.getName()));
        plant();
    }

    private void badSignIns() throws Exception {
        Laptop stranger = new Laptop(dashboard.address());
        String wrong = canaries.make("wrong password");
        overheard.answer(stranger.signIn(ADMIN, wrong));
        overheard.answer(stranger.signIn("nobody", wrong));
        String asName = canaries.make("password typed as a name");
        overheard.answer(stranger.signIn(asName, "x"));
        String cut = canaries.make("password in a request that is no JSON");
        overhear("POST", "/api/auth/login", "{\"username\":\"ada\",\"password\":\"" + cut + "\"");
        overhear(
                "POST",
                "/api/auth/login",
                "{\"username\":\"ada\",\"password\":\"" + cut + "\",\"password\":\"" + cut + "\"}");
        String query = canaries.make("password in an address");
        overhear("POST", "/api/auth/login?password=" + query, "{}");
        String cookie =
                canaries.keep("made-up cookie", new Tokens(random).hex(32).reveal());
        overhear("GET", "/api/auth/me", "", "Cookie", "mc-session=" + cookie);
    }

    private Laptop signedIn(String name, String user, String secret) throws Exception {
        Laptop laptop = new Laptop(dashboard.address());
        Heard heard = laptop.signIn(user, secret);
        check(heard.status() == 200, "signed in");
        canaries.keep(name, laptop.cookie().substring(laptop.cookie().indexOf('=') + 1));
        overheard.note(Channel.ANSWERS, heard.body());
        overheard.answer(laptop.get("/api/auth/me"));
        return laptop;
    }

    private void pairTheBackend(Laptop admin) throws Exception {
        Until.isTrue("waiting", () -> admin.get("/api/trust").text("state").equals("waiting"));
        overheard.answer(admin.get("/api/trust"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        GatewayCommand.of(
                        List.of("approve", "--data", data.toString()),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();
        overheard.note(Channel.COMMANDS, printed.toString(StandardCharsets.UTF_8));
        Until.isTrue(
                "paired", () -> admin.get("/api/trust").body().path("connected").asBoolean());
        overheard.answer(admin.get("/api/trust"));
    }

    private void people(Laptop admin) throws Exception {
        String first = canaries.make("viewer's password");
        overheard.answer(admin.post("/api/users", Map.of("username", "vera", "password", first, "role", "viewer")));
        String tooShort =
                canaries.keep("refused password", new Tokens(random).hex(5).reveal());
        Heard refused = admin.post("/api/users", Map.of("username", "eve", "password", tooShort, "role", "viewer"));
        check(overheard.answer(refused).status() == 422, "a short password was refused");
        Laptop viewer = signedIn("viewer's session", "vera", first);
        overheard.answer(viewer.get("/api/users"));
        overheard.answer(viewer.get("/api/sessions"));
        overheard.answer(admin.get("/api/sessions"));
        overheard.answer(admin.get("/api/users"));
        overheard.answer(admin.put("/api/users/vera", Map.of("enabled", false)));
        overheard.answer(viewer.get("/api/auth/me"));
    }

    private void keys(Laptop admin) throws Exception {
        Heard made = admin.post("/api/keys", Map.of("name", "robot", "scopes", List.of("operator.read")));
        String key = canaries.keep("API key", made.text("secret"));
        String wrong =
                canaries.keep("wrong API key", key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0"));
        String foreign = canaries.keep(
                "foreign token", "sk-" + new Tokens(random).hex(24).reveal());
        for (String presented : List.of(key, wrong, foreign)) {
            overhear("GET", "/api/auth/me", "", "Authorization", "Bearer " + presented);
            overhear("GET", "/api/auth/me", "", "x-api-key", presented);
            overhear("GET", "/api/auth/me?api_key=" + presented, "");
            connect("", "{\"token\":\"" + presented + "\"}");
            connect(admin.cookie(), "{\"token\":\"" + presented + "\",\"password\":\"" + presented + "\"}");
        }
        overheard.answer(admin.get("/api/keys"));
        overheard.answer(admin.post("/api/keys/" + made.text("id") + "/revoke", Map.of()));
        overhear("GET", "/api/auth/me", "", "Authorization", "Bearer " + key);
    }

    private void relay(Laptop admin) throws Exception {
        RelayClient client = admin.connect(ALL);
        overheard.note(Channel.FRAMES, client.answer("sessions.list", "{}"));
        String secret = canaries.make("secret in a call");
        overheard.note(
                Channel.STRINGS,
                client.answer("config.set", "{\"raw\":\"" + secret + "\"}").path("ok"));
        client.answer(
                "chat.send",
                "{\"sessionKey\":\"agent:main:main\",\"message\":\"" + secret + "\",\"idempotencyKey\":\"k1\"}");
        client.close();
        connect("", "{\"deviceToken\":\"" + canaries.make("device token of a stranger") + "\"}");
        connect("", "{\"bootstrapToken\":\"" + canaries.make("bootstrap token of a stranger") + "\"}");
        connect("", "{\"password\":\"" + canaries.make("gateway password of a stranger") + "\"}");
    }

    private void hardenedMode(Laptop admin) throws Exception {
        DeviceIdentity own = DeviceIdentity.generate(random);
        DeviceIdentity other = DeviceIdentity.generate(random);
        canaries.keep("seed of a browser", base64(own.revealSeed()));
        canaries.keep("seed of another browser", base64(other.revealSeed()));
        admin.keep(own);
        admin.connect(ALL).close();
        check(
                overheard
                                .answer(admin.change("PUT", "/api/trust/policy", Map.of("policy", "hardened")))
                                .status()
                        == 200,
                "hardened");
        Laptop second = signedIn("second session", ADMIN, password);
        second.keep(other);
        overheard.note(Channel.FRAMES, second.ask(second.open(), ALL));
        Heard pairings = overheard.answer(admin.get("/api/pairings"));
        String request = pairings.body().at("/pairings/0/id").asText();
        overheard.answer(admin.change("POST", "/api/pairings/" + request + "/approve", Map.of()));
        Heard rotated = admin.change("POST", "/api/devices/" + other.id().value() + "/rotate", Map.of());
        canaries.keep("device token", rotated.text("token"));
        overheard.answer(admin.get("/api/devices"));
        overheard.answer(admin.change("POST", "/api/devices/" + other.id().value() + "/revoke", Map.of()));
        overheard.answer(second.get("/api/auth/me"));
    }

    private void secretsInFiles() {
        canaries.keep("shared token", gateway().sharedToken().reveal());
        DeviceIdentity backend = new FileDeviceIdentityStore(data.resolve("device.key"), random)
                .load()
                .orElseThrow();
        canaries.keep("seed of the backend", base64(backend.revealSeed()));
        String gatewayName = GatewayTokenStore.nameOf(dashboard.gateway().endpoint());
        Secret token = new FileGatewayTokenStore(data.resolve("gateway-tokens.json"))
                .find(gatewayName, backend.id(), ClientRole.OPERATOR)
                .orElseThrow()
                .token();
        canaries.keep("device token of the backend", token.reveal());
    }

    private void exportedLog() throws Exception {
        FileAuditSignerStore signers = new FileAuditSignerStore(data.resolve("audit.key"), random);
        AuditSigner signer = signers.add();
        canaries.keep("seed of the audit signer", base64(signer.revealSeed()));
        Path folder = Files.createDirectory(data.resolve("audit"));
        try (JdbcDatabase stores = JdbcDatabase.sqlite(data.resolve("mission-control.db"), InstantSource.system())) {
            overheard.note(
                    Channel.COMMANDS,
                    new AuditExporter(stores, stores, new AuditArchive(folder), signers, InstantSource.system(), 50)
                            .exportAll(ADMIN));
            new AuditLog(stores, stores).read(0, Integer.MAX_VALUE).forEach(this::record);
        }
    }

    private void doctor(String command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = new Doctor(InstantSource.system(), out, out)
                .run(List.of("--database", data.resolve("mission-control.db").toString(), command));
        check(code == Doctor.DONE, command);
        overheard.note(Channel.COMMANDS, printed.toString(StandardCharsets.UTF_8));
    }

    private void record(Object record) {
        overheard.note(Channel.RECORDS, record);
    }

    /** Lets one canary out wherever the others must not get: the search has to find it. */
    private void plant() throws Exception {
        String planted = canaries.make(PLANTED);
        LoggerFactory.getLogger("dev.missioncontrol.canary").trace("a line with {}", planted);
        overheard.answer(new Heard(200, new com.fasterxml.jackson.databind.node.TextNode(planted), ""));
        overheard.note(Channel.FRAMES, planted);
        record(AuditEvent.of(AuditAction.LOGIN, ADMIN, planted));
        overheard.note(Channel.STRINGS, Map.of("password", planted));
        overheard.note(Channel.COMMANDS, planted);
        overheard.failure(() -> {
            throw new IllegalStateException("outer", new IllegalArgumentException("refused: " + planted));
        });
        String second = canaries.make(PLANTED + " by core");
        System.getLogger("dev.missioncontrol.core.canary").log(System.Logger.Level.TRACE, "a line with {0}", second);
        Files.writeString(data.resolve("planted.txt"), base64(planted.getBytes(StandardCharsets.UTF_8)));
    }

    /** Says connect as a program does, with these members of {@code auth}. */
    private void connect(String cookie, String auth) throws Exception {
        RelayClient client = RelayClient.open(
                dashboard.address(), cookie, dashboard.address().toString());
        JsonNode answer = client.answer(
                "connect",
                "{\"minProtocol\":4,\"maxProtocol\":4,\"client\":{\"id\":\"gateway-client\",\"mode\":\"ui\","
                        + "\"version\":\"0.1.0\",\"platform\":\"web\"},\"role\":\"operator\","
                        + "\"scopes\":[\"operator.read\"],\"auth\":" + auth + "}");
        overheard.note(Channel.FRAMES, answer);
        client.texts().forEach(text -> overheard.note(Channel.FRAMES, text));
        if (answer.path("ok").asBoolean()) {
            client.close();
        }
    }

    private void overhear(String method, String path, String body, String... headers) throws Exception {
        URI page = dashboard.address();
        HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Origin", page.toString());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        overheard.note(
                Channel.ANSWERS,
                response.statusCode() + " " + response.headers().map() + response.body());
    }

    private FakeGateway gateway() {
        return ((EmbeddedGateway) dashboard.gateway()).gateway();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the story went wrong: " + what);
        }
    }

    @Override
    public void close() {
        dashboard.close();
    }
}
