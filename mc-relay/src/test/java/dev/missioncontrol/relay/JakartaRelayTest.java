package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.relay.jakarta.RelayServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The relay as a servlet in an embedded Tomcat, over real sockets. */
@Timeout(60)
class JakartaRelayTest {

    private static final int MOST = 3;

    private RelayWorld world;
    private Tomcat tomcat;

    @BeforeEach
    void start(@TempDir Path work) throws Exception {
        world = new RelayWorld();
        tomcat = new Tomcat();
        tomcat.setBaseDir(work.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "relay", new RelayServlet(world.relay, MOST)).setAsyncSupported(true);
        context.addServletMappingDecoded("/gateway", "relay");
        RequestGuard guard = RequestGuard.of(HostAllowlist.of("127.0.0.1"));
        FilterDef door = new FilterDef();
        door.setFilterName("door");
        door.setFilter(new ServletDoor(Door.of(guard, SecurityHeaders.standard(), world.tokens)));
        door.setAsyncSupported("true");
        context.addFilterDef(door);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("door");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void client_whenItConnectsWithAKey_callsTheGateway() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        try (WsClient client = WsClient.open(url(), Map.of())) {
            JsonNode hello = world.connect(client, key, "operator.read");
            assertThat(hello.path("ok").asBoolean()).isTrue();
            for (int i = 0; i < 20; i++) {
                client.send(RelayWorld.call("call" + i, "sessions.list"));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.answer("call" + i).path("ok").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void client_whenItsFramesAreLongAndInPieces_isUnderstood() throws Exception {
        Secret key = world.key("vera", Role.VIEWER);
        String text = "\u00e4\ud83d\ude00".repeat(50_000);
        String frame = "{\"type\":\"req\",\"id\":\"long\",\"method\":\"health\",\"params\":{\"x\":\"" + text + "\"}}";
        try (WsClient client = WsClient.open(url(), Map.of())) {
            world.connect(client, key, "operator.read");
            int betweenCharacters = frame.indexOf(text) + 60_000;
            client.sendPart(frame.substring(0, betweenCharacters), false);
            client.sendPart(frame.substring(betweenCharacters), true);
            assertThat(client.answer("long").path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void client_whenItSendsBinary_isClosed() throws Exception {
        try (WsClient client = WsClient.open(url(), Map.of())) {
            client.next();
            client.sendBinary(new byte[] {1, 2, 3});
            assertThat(client.closed().code()).isEqualTo(1008);
        }
    }

    @Test
    void session_whenEnded_closesItsSocket() throws Exception {
        UserId user = world.user("olga", Role.OPERATOR);
        StartedSession session = world.signIn(user);
        Map<String, String> browser =
                Map.of("Cookie", "mc-session=" + session.token().reveal(), "Origin", origin());
        try (WsClient client = WsClient.open(url(), browser)) {
            assertThat(world.connect(client, null, "operator.read").path("ok").asBoolean())
                    .isTrue();
            world.sessions.end(session.session().id(), Actor.user(user), SessionEnd.SIGNED_OUT);
            assertThat(client.closed().code()).isEqualTo(4001);
        }
    }

    @Test
    void upgrade_whenItsOriginIsForeign_isRefused() {
        Assertions.assertThatThrownBy(() -> WsClient.open(url(), Map.of("Origin", "http://evil.example")))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("403");
    }

    @Test
    void upgrade_whenTheRelayIsFull_isRefusedUntilSomebodyLeaves() throws Exception {
        WsClient first = WsClient.open(url(), Map.of());
        try (WsClient second = WsClient.open(url(), Map.of());
                WsClient third = WsClient.open(url(), Map.of())) {
            second.next();
            third.next();
            Assertions.assertThatThrownBy(() -> WsClient.open(url(), Map.of())).hasStackTraceContaining("503");
            assertThat(world.relay.clients()).isEmpty();
        } finally {
            first.close();
        }
    }

    @Test
    void gateway_whenAskedWithoutUpgrade_saysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin() + "/gateway"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.body()).contains("upgrade_required");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private URI url() {
        return URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/gateway");
    }

    private String origin() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }
}
