package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** What a client of the relay must not reach, through the web server, end to end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RelayFenceTest {
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
        Until.isTrue("asked", () -> demo.gateway().pending().size() == 1);
        demo.approve();
        Until.isTrue(
                "paired", () -> admin.get("/api/trust").body().path("connected").asBoolean());
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device.scopes.requestUpgrade",
                "device.scopes.waitUpgrade",
                "device.token.rotate",
                "device.token.revoke",
                "device.pair.setupCode",
                "device.pair.setupStatus",
                "connect"
            })
    void viewer_whenCallingWhatTouchesTrust_isRefusedByTheRelayAlone(String method) throws Exception {
        RelayClient client = viewer.connect("operator.read");
        JsonNode answer = client.answer(method, "{\"scopes\":[\"operator.admin\"]}");
        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        assertThat(answer.path("error").path("code").asText()).isNotEmpty();
        assertThat(demo.gateway().calls()).noneMatch(call -> call.method().equals(method));
        assertThat(demo.gateway().pending()).isEmpty();
        assertThat(client.answer("sessions.list", "{}").path("ok").asBoolean()).isTrue();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"device.token.rotate", "device.pair.setupCode", "device.scopes.requestUpgrade"})
    void admin_whenCallingWhatTouchesTheBackendsOwnTrust_isRefusedToo(String method) throws Exception {
        RelayClient client = admin.connect("operator.admin");
        assertThat(client.answer(method, "{}").path("ok").asBoolean(true)).isFalse();
        assertThat(demo.gateway().calls()).noneMatch(call -> call.method().equals(method));
        client.close();
    }

    @Test
    void hello_whenItReachesAClient_holdsNoUpstreamSecret() throws Exception {
        RelayClient client = admin.connect("operator.read", "operator.write", "operator.admin");
        List<String> texts = client.texts();
        assertThat(texts).isNotEmpty();
        assertThat(texts)
                .noneMatch(text -> text.contains("deviceToken")
                        || text.contains("recoveryScope")
                        || text.contains("bootstrapToken")
                        || text.contains(demo.gateway().sharedToken().reveal()));
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"req\",\"id\":\"1\",\"method\":\"health\",\"method\":\"chat.send\",\"params\":{}}",
                "{\"type\":\"req\",\"id\":\"1\",\"m\\u0065thod\":\"health\",\"params\":{}}"
            })
    void frame_whenItsMethodIsAmbiguous_closesTheSocket(String frame) throws Exception {
        RelayClient client = viewer.connect("operator.read");
        client.sendText(frame);
        assertThat(client.closeCode()).isEqualTo(1008);
    }

    @Test
    void largeMessages_whenSentThrough_arriveWhole() throws Exception {
        RelayClient client = admin.connect("operator.read", "operator.write");
        String text = "é".repeat(300_000);
        JsonNode sent = client.answer(
                "chat.send",
                "{\"sessionKey\":\"agent:main:main\",\"message\":\"" + text + "\",\"idempotencyKey\":\"big\"}");
        assertThat(sent.path("ok").asBoolean()).as(sent.toString()).isTrue();
        JsonNode history = client.answer("chat.history", "{\"sessionKey\":\"agent:main:main\"}");
        assertThat(history.toString()).contains(text);
        client.close();
    }

    @Test
    void session_whenEndedByItsUserElsewhere_closesItsSocketAtOnce() throws Exception {
        Laptop other = demo.signedIn("vera", VIEWER_PASSWORD);
        RelayClient client = other.connect("operator.read");
        String id = other.get("/api/auth/me").text("session");
        assertThat(viewer.post("/api/sessions/" + id + "/end", Map.of()).status())
                .isEqualTo(200);
        assertThat(client.closeCode()).isEqualTo(4001);
        assertThat(viewer.get("/api/auth/me").status()).isEqualTo(200);
    }
}
