package dev.missioncontrol.fakegateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.device.PayloadVersion;
import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client of the fake: sends texts, reads texts. */
final class Phone implements WebSocket.Listener, AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static Phone call(URI url, Map<String, String> headers) throws Exception {
        Phone phone = new Phone();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        phone.socket = builder.buildAsync(url, phone).get(10, TimeUnit.SECONDS);
        return phone;
    }

    static Phone call(FakeGateway fake) throws Exception {
        return call(fake.url(), Map.of());
    }

    /** A helper of this machine that has logged in. */
    static Phone helper(FakeGateway fake, String... scopes) throws Exception {
        Phone phone = call(fake);
        JsonNode answer = phone.connect(fake, "gateway-client", "backend", null, client -> {}, scopes);
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return phone;
    }

    JsonNode connect(
            FakeGateway fake,
            String id,
            String mode,
            @Nullable DeviceIdentity device,
            Consumer<ObjectNode> client,
            String... scopes)
            throws Exception {
        dial(fake, id, mode, device, client, scopes);
        return next();
    }

    /** Connects without waiting for the answer. */
    void dial(
            FakeGateway fake,
            String id,
            String mode,
            @Nullable DeviceIdentity device,
            Consumer<ObjectNode> client,
            String... scopes)
            throws Exception {
        JsonNode payload = next().path("payload");
        Challenge challenge =
                new Challenge(payload.path("nonce").asText(), payload.path("ts").asLong());
        ObjectNode params = JSON.createObjectNode().put("minProtocol", 4).put("maxProtocol", 4);
        ObjectNode about = params.putObject("client")
                .put("id", id)
                .put("mode", mode)
                .put("version", "1")
                .put("platform", "linux");
        client.accept(about);
        List.of(scopes).forEach(params.putArray("scopes")::add);
        params.putObject("auth").put("token", fake.sharedToken().reveal());
        if (device != null) {
            params.set("device", proof(device, challenge, about, List.of(scopes), fake.sharedToken()));
        }
        say(JSON.createObjectNode()
                .put("type", "req")
                .put("id", "c")
                .put("method", "connect")
                .set("params", params)
                .toString());
    }

    void say(String text) throws Exception {
        Objects.requireNonNull(socket).sendText(text, true).get(10, TimeUnit.SECONDS);
    }

    void ask(String id, String method, String params) throws Exception {
        say("{\"type\":\"req\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    String nextText() throws Exception {
        String text = texts.poll(10, TimeUnit.SECONDS);
        assertThat(text).as("a text, end: %s", closed).isNotNull();
        return text;
    }

    JsonNode next() throws Exception {
        return JSON.readTree(nextText());
    }

    int closeCode() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletableFuture<Void> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private static ObjectNode proof(
            DeviceIdentity device, Challenge challenge, ObjectNode client, List<String> scopes, Secret token) {
        ConnectClaims claims = new ConnectClaims(
                client.path("id").asText(),
                client.path("mode").asText(),
                "operator",
                scopes,
                token,
                client.path("platform").asText(),
                client.path("deviceFamily").asText());
        DeviceProof proof = device.sign(claims, challenge, PayloadVersion.V3);
        return JSON.createObjectNode()
                .put("id", proof.id())
                .put("publicKey", proof.publicKey())
                .put("signature", proof.signature())
                .put("signedAt", proof.signedAtMs())
                .put("nonce", proof.nonce());
    }
}
