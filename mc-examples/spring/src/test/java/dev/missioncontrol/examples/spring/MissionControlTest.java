package dev.missioncontrol.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.gateway.GatewayClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The application on a free port, in front of a gateway over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MissionControlTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String API_KEY = "4f9c1b7e2d8a6035c4e1f7b9a2d6083e";

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeGateway gateway;
    private ConfigurableApplicationContext application;
    private String origin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = FakeGateway.builder().start();
        Path token =
                Files.writeString(folder.resolve("token"), gateway.sharedToken().reveal() + "\n");
        application = new SpringApplicationBuilder(MissionControl.class, TestSettings.class)
                .run(
                        "--server.port=0",
                        "--mc.data=" + folder.resolve("data"),
                        "--mc.gateway.url=" + gateway.url(),
                        "--mc.gateway.token-file=" + token);
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer());
        int port = server.getPort();
        origin = "http://127.0.0.1:" + port;
        assertThat(application.getBean(GatewayClient.class).awaitReady(Duration.ofSeconds(60)))
                .isTrue();
    }

    @AfterAll
    void stop() {
        application.close();
        gateway.close();
    }

    @Test
    void person_whenSignedIn_reachesTheGatewayThroughTheRelay() throws Exception {
        String cookie = signIn();
        assertThat(get("/api/auth/me", "Cookie", cookie).body()).contains("\"user\":\"ada\"");

        Frames frames = new Frames();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Origin", origin)
                .header("Cookie", cookie)
                .buildAsync(relay(), frames)
                .get(20, TimeUnit.SECONDS);
        assertThat(frames.next()).contains("connect.challenge");
        socket.sendText(connect(), true);
        assertThat(frames.answer("c")).contains("\"ok\":true").contains("operator.read");
        socket.sendText("{\"type\":\"req\",\"id\":\"h\",\"method\":\"health\",\"params\":{}}", true);
        assertThat(frames.answer("h")).contains("\"ok\":true");
        socket.abort();
    }

    @Test
    void person_whenThePasswordIsWrong_isNobody() throws Exception {
        HttpResponse<String> answer = login("ada", "wrong wrong wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(get("/api/auth/me", "X-Nothing", "here").statusCode()).isEqualTo(401);
    }

    @Test
    void person_whenSignedInAgain_hasTheNewSessionAlone() throws Exception {
        String before = signIn();
        HttpResponse<String> again = login("ada", PASSWORD, "Cookie", before);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(get("/api/auth/me", "Cookie", before).statusCode()).isEqualTo(401);
    }

    @Test
    void person_whenThePageIsPlainHttp_isToldThatSigningInNeedsMore() throws Exception {
        String body = "{\"username\":\"ada\",\"password\":\"" + PASSWORD + "\"}";
        String answer = RawSocket.ask(
                origin,
                "POST /api/auth/login HTTP/1.1\r\nHost: app.example\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length(),
                body);

        assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Set-Cookie");
    }

    @Test
    void person_whenGuessingTooOften_isToldWhenToComeBack() throws Exception {
        HttpResponse<String> answer = login("bob", "guess number 0");
        for (int i = 1; i < 50 && answer.statusCode() == 401; i++) {
            answer = login("bob", "guess number " + i);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
    }

    @Test
    void program_whenItHasTheGlobalKeyOfTheEnvironment_isKnown() throws Exception {
        assertThat(get("/api/auth/me", "x-api-key", API_KEY).body()).contains("\"user\":\"(api)\"");
        assertThat(get("/api/auth/me", "x-api-key", API_KEY.replace('4', '5')).statusCode())
                .isEqualTo(401);
    }

    @Test
    void address_whenItAsksTooMuch_waits() throws Exception {
        HttpResponse<String> answer = get("/api/auth/me", "X-Forwarded-For", "198.51.100.7");
        for (int i = 0; i < 500 && answer.statusCode() != 429; i++) {
            answer = get("/api/auth/me", "X-Forwarded-For", "198.51.100.7");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/api/auth/me", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(401);
    }

    @Test
    void socket_whenItsOriginIsForeign_isNotOpened() throws Exception {
        String cookie = signIn();

        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .header("Origin", "http://evil.example")
                        .header("Cookie", cookie)
                        .buildAsync(relay(), new Frames())
                        .get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("403");
    }

    @Test
    void request_whenItsHostOrOriginIsForeign_isRefusedWithTheHeaders() throws Exception {
        String foreignHost = RawSocket.ask(origin, "GET /api/auth/me HTTP/1.1\r\nHost: evil.example");
        HttpResponse<String> foreignOrigin = http.send(
                HttpRequest.newBuilder(URI.create(origin + "/api/auth/login"))
                        .header("Origin", "http://evil.example")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(foreignHost)
                .startsWith("HTTP/1.1 403")
                .contains("host_not_allowed")
                .contains("nosniff");
        assertThat(foreignOrigin.statusCode()).isEqualTo(403);
        assertThat(foreignOrigin.body()).contains("csrf_origin_mismatch");
        assertThat(foreignOrigin.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    private String signIn() throws Exception {
        HttpResponse<String> answer = login("ada", PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("mc-session=").contains("HttpOnly").contains("SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<String> login(String name, String password) throws Exception {
        return login(name, password, "X-Nothing", "here");
    }

    private HttpResponse<String> login(String name, String password, String header, String value) throws Exception {
        String body = "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return http.send(
                HttpRequest.newBuilder(URI.create(origin + "/api/auth/login"))
                        .header("Origin", origin)
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI relay() {
        return URI.create(origin.replace("http", "ws") + "/gateway");
    }

    private static String connect() {
        return "{\"type\":\"req\",\"id\":\"c\",\"method\":\"connect\",\"params\":{\"minProtocol\":4,\"maxProtocol\":4,"
                + "\"role\":\"operator\",\"scopes\":[\"operator.read\"],\"client\":{\"id\":\"gateway-client\","
                + "\"version\":\"1.0\",\"platform\":\"web\",\"mode\":\"ui\"}}}";
    }

    @Configuration(proxyBeanMethods = false)
    static class TestSettings {
        @Bean
        @Primary
        AuthSettings testSettings() {
            return AuthSettings.read(Map.of(
                    "AUTH_USER",
                    "ada",
                    "AUTH_PASS",
                    PASSWORD,
                    "API_KEY",
                    API_KEY,
                    "MC_ALLOWED_HOSTS",
                    "localhost,127.0.0.1,app.example",
                    "MC_TRUSTED_PROXIES",
                    "127.0.0.1"));
        }
    }

    /** The text frames of one socket, in order. */
    private static final class Frames implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> whole = new LinkedBlockingQueue<>();
        private final StringBuilder pieces = new StringBuilder();

        String next() throws InterruptedException {
            String frame = whole.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came");
            }
            return frame;
        }

        String answer(String id) throws InterruptedException {
            String frame = next();
            while (!frame.contains("\"id\":\"" + id + "\"")) {
                frame = next();
            }
            return frame;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                whole.add(pieces.toString());
                pieces.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
