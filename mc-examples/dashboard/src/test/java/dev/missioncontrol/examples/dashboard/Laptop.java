package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.DeviceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A browser as the server sees it: one cookie, an origin, and a WebSocket. */
final class Laptop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private URI page;
    private String cookie = "";
    private @Nullable DeviceIdentity key;

    Laptop(URI page) {
        this.page = page;
    }

    /** Goes on with the same cookie at the server's new address. */
    void follow(URI newPage) {
        page = newPage;
    }

    /** Proves this key from now on, on the relay and with changes of trust. */
    void keep(DeviceIdentity newKey) {
        key = newKey;
    }

    /** Proves no key from now on. */
    void leaveKeyOut() {
        key = null;
    }

    /** Makes a change of trust, with a proof if there is a key. */
    Heard change(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        Map<String, Object> whole = new LinkedHashMap<>(body);
        if (key != null) {
            whole.put("device", Proofs.ofRequest(key, challenge(), method + " " + path));
        }
        return method.equals("PUT") ? put(path, whole) : post(path, whole);
    }

    Challenge challenge() throws IOException, InterruptedException {
        Heard heard = post("/api/auth/challenge", Map.of());
        return new Challenge(heard.text("nonce"), heard.body().path("ts").asLong());
    }

    Heard signIn(String name, String password) throws IOException, InterruptedException {
        Heard heard = post("/api/auth/login", Map.of("username", name, "password", password));
        return heard.status() == 200 ? keepCookie(heard) : heard;
    }

    Heard get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    Heard post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(path, json().POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Heard put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(path, json().PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Heard delete(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().DELETE());
    }

    /** The cookie of an answer that hands one out, from now on. */
    Heard keepCookie(Heard heard) {
        cookie = heard.setCookie().substring(0, heard.setCookie().indexOf(';'));
        return heard;
    }

    /** Opens the relay as the page does, and returns when the gateway has let it in. */
    RelayClient connect(String... scopes) throws Exception {
        RelayClient client = open();
        JsonNode hello = client.connect(key, scopes);
        assertThat(hello.path("ok").asBoolean()).as(hello.toString()).isTrue();
        return client;
    }

    /** Asks to be let in on a socket of this laptop; the whole answer, whatever it says. */
    JsonNode ask(RelayClient client, String... scopes) throws Exception {
        return client.connect(key, scopes);
    }

    /** Opens the relay's socket without saying anything yet. */
    RelayClient open() throws Exception {
        return RelayClient.open(page, cookie, origin());
    }

    String cookie() {
        return cookie;
    }

    private String origin() {
        return page.getScheme() + "://" + page.getAuthority();
    }

    private static HttpRequest.Builder json() {
        return HttpRequest.newBuilder().header("Content-Type", "application/json");
    }

    private Heard send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        request.uri(page.resolve(path)).timeout(PATIENCE).header("Origin", origin());
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Heard(
                response.statusCode(),
                JSON.readTree(response.body()),
                response.headers().firstValue("Set-Cookie").orElse(""));
    }
}
