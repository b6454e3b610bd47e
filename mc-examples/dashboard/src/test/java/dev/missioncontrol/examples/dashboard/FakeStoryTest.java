package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.fakegateway.PairedDevice;
import dev.missioncontrol.fakegateway.RecordedCall;
import dev.missioncontrol.trust.RevocationFeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story of the example, on a gateway that speaks the real protocol over real sockets. */
@Timeout(120)
class FakeStoryTest {
    private static final String VIEWER_PASSWORD = "a viewer's long password";

    @TempDir
    Path folder;

    @Test
    void dashboard_whenItsBackendIsPairedOnce_letsEverybodyInAsFarAsTheirRoleGoes() throws Exception {
        Path data = folder.resolve("data");
        DeviceId device;
        Laptop a;
        Laptop b;
        try (Demo demo = Demo.start(data)) {
            device = becomesReadyWithoutRestart(demo);
            a = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
            b = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
            bothLaptopsSeeTheSessions(demo, a, b);
            viewerReadsAndIsRefusedByTheGateway(demo);
        }
        try (Demo demo = Demo.start(data)) {
            everythingIsBack(demo, device, a, b);
            signingOutClosesOneSocketAtOnce(a, b);
            auditTellsEachStep(a);
        }
        nobodyElseCanReadTheData(data);
    }

    private static DeviceId becomesReadyWithoutRestart(Demo demo) throws Exception {
        Laptop admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        assertThat(admin.post("/api/users", Map.of("username", "vera", "password", VIEWER_PASSWORD, "role", "viewer"))
                        .status())
                .isEqualTo(201);
        Laptop viewer = demo.signedIn("vera", VIEWER_PASSWORD);

        Heard waiting = Until.present("waiting for approval", () -> state(admin, "waiting"));
        String requestId = waiting.text("requestId");
        assertThat(demo.gateway().pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.requestId()).isEqualTo(requestId));
        assertThat(waiting.text("command")).startsWith("./mc gateway approve " + requestId);
        Heard notReady = viewer.get("/api/trust");
        assertThat(notReady.text("state")).isEqualTo("not_ready");
        assertThat(notReady.body().toString()).doesNotContain(requestId);
        JsonNode refused = viewer.open().connect("operator.read");
        assertThat(refused.path("error").path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.toString()).doesNotContain(requestId);

        assertThat(demo.approve(requestId)).isEqualTo("approved " + requestId);
        Heard paired = Until.present("paired", () -> state(admin, "paired"));
        assertThat(paired.text("by")).isEqualTo("the gateway's owner");
        assertThat(paired.body().path("connected").asBoolean()).isTrue();
        assertThat(viewer.get("/api/trust").text("state")).isEqualTo("paired");
        return onlyDevice(demo);
    }

    private static void bothLaptopsSeeTheSessions(Demo demo, Laptop a, Laptop b) throws Exception {
        for (Laptop laptop : List.of(a, b)) {
            RelayClient client = laptop.connect("operator.read", "operator.write", "operator.admin");
            JsonNode list = client.answer("sessions.list", "{}");
            assertThat(list.path("payload").path("sessions").findValuesAsText("key"))
                    .contains("agent:main:main");
            assertThat(client.texts())
                    .noneMatch(text -> text.contains("deviceToken") || text.contains("recoveryScope"));
            assertThat(client.texts())
                    .noneMatch(
                            text -> text.contains(demo.gateway().sharedToken().reveal()));
            client.close();
        }
        assertThat(demo.gateway().devices()).hasSize(1);
        assertThat(demo.gateway().pending()).isEmpty();
    }

    private static void viewerReadsAndIsRefusedByTheGateway(Demo demo) throws Exception {
        RelayClient viewer =
                demo.signedIn("vera", VIEWER_PASSWORD).connect("operator.read", "operator.write", "operator.admin");
        assertThat(viewer.answer("sessions.list", "{}").path("ok").asBoolean()).isTrue();
        JsonNode refused = viewer.answer(
                "chat.send", "{\"sessionKey\":\"agent:main:main\",\"message\":\"hi\",\"idempotencyKey\":\"k1\"}");
        assertThat(refused.path("error").path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(refused.path("error").path("details").path("code").asText()).isEqualTo("MISSING_SCOPE");
        RecordedCall seen = demo.gateway().calls().stream()
                .filter(call -> call.method().equals("chat.send"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.outcome()).isEqualTo("FORBIDDEN");
        assertThat(seen.connection().scopes()).containsExactly("operator.read");
    }

    private static void everythingIsBack(Demo demo, DeviceId device, Laptop a, Laptop b) throws Exception {
        a.follow(demo.page());
        b.follow(demo.page());
        Until.present("paired again", () -> connected(a));
        demo.gateway().restart();
        Until.present("paired after the gateway's restart", () -> connected(a));
        assertThat(onlyDevice(demo)).isEqualTo(device);
        assertThat(demo.gateway().pending()).isEmpty();
        assertThat(b.get("/api/auth/me").text("user")).isEqualTo(Demo.ADMIN);
    }

    private static void signingOutClosesOneSocketAtOnce(Laptop a, Laptop b) throws Exception {
        RelayClient socketOfA = a.connect("operator.read");
        RelayClient socketOfB = b.connect("operator.read");
        long before = System.nanoTime();
        assertThat(b.post("/api/auth/logout", Map.of()).status()).isEqualTo(200);
        assertThat(socketOfB.closeCode()).isEqualTo(4001);
        // By the notice behind the commit: the poll alone would take a third of a heartbeat.
        assertThat(System.nanoTime() - before)
                .isLessThan(RevocationFeed.HEARTBEAT.dividedBy(3).toNanos());
        assertThat(b.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(b.open()
                        .connect("operator.read")
                        .path("error")
                        .path("details")
                        .path("code")
                        .asText())
                .isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        assertThat(socketOfA.answer("sessions.list", "{}").path("ok").asBoolean())
                .isTrue();
        assertThat(socketOfA.isOpen()).isTrue();
        socketOfA.close();
    }

    private static void auditTellsEachStep(Laptop a) throws Exception {
        Until.present("relay records", () -> Optional.of(actions(a)).filter(all -> all.contains("relay_closed")));
        assertThat(actions(a))
                .contains("user_created", "login", "session_created", "pairing_asked", "backend_paired")
                .contains("relay_connected", "relay_calls", "relay_closed", "logout", "session_ended");
        JsonNode chain = a.get("/api/audit?limit=500").body().path("chain");
        assertThat(chain.path("intact").asBoolean()).isTrue();
        assertThat(chain.path("count").asInt()).isGreaterThan(10);
    }

    private static void nobodyElseCanReadTheData(Path data) throws Exception {
        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .allMatch(permission -> permission.name().startsWith("OWNER")));
        }
    }

    private static Optional<Heard> state(Laptop laptop, String wanted) throws Exception {
        return Optional.of(laptop.get("/api/trust"))
                .filter(trust -> trust.text("state").equals(wanted));
    }

    private static Optional<Heard> connected(Laptop laptop) throws Exception {
        return state(laptop, "paired")
                .filter(trust -> trust.body().path("connected").asBoolean());
    }

    private static Set<String> actions(Laptop laptop) throws Exception {
        return new TreeSet<>(
                laptop.get("/api/audit?limit=500").body().path("records").findValuesAsText("action"));
    }

    private static DeviceId onlyDevice(Demo demo) {
        List<PairedDevice> devices = demo.gateway().devices();
        assertThat(devices).hasSize(1);
        return devices.get(0).device();
    }
}
