package dev.missioncontrol.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A provider that answers whatever a test wants it to. */
final class FakeProvider implements AutoCloseable {

    private static final RSAKey FIRST = key("first");

    final RSAKey key = FIRST;
    final AtomicReference<String> idToken = new AtomicReference<>("");
    final AtomicReference<String> form = new AtomicReference<>("");
    final AtomicReference<JWKSet> keys = new AtomicReference<>(new JWKSet(key.toPublicJWK()));
    final AtomicReference<@Nullable String> metadataIssuer = new AtomicReference<>();
    final AtomicReference<String> metadataExtra = new AtomicReference<>("");
    final AtomicReference<@Nullable String> keysText = new AtomicReference<>();
    final AtomicInteger keyReads = new AtomicInteger();
    private final HttpServer server;

    private FakeProvider(HttpServer server) {
        this.server = server;
    }

    static FakeProvider start() throws IOException {
        FakeProvider provider =
                new FakeProvider(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        provider.server.createContext("/.well-known/openid-configuration", provider::metadata);
        provider.server.createContext("/keys", provider::keys);
        provider.server.createContext("/token", provider::token);
        provider.server.start();
        return provider;
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void metadata(HttpExchange exchange) throws IOException {
        String issuer = metadataIssuer.get() == null ? issuer().toString() : metadataIssuer.get();
        answer(exchange, """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token","jwks_uri":"%s/keys",
                "subject_types_supported":["public"],"response_types_supported":["code"],
                "id_token_signing_alg_values_supported":["RS256"]%s}""".formatted(issuer, issuer(), issuer(), issuer(), metadataExtra.get()));
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyReads.incrementAndGet();
        String text = keysText.get();
        answer(exchange, text == null ? String.valueOf(keys.get()) : text);
    }

    private void token(HttpExchange exchange) throws IOException {
        form.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, """
                {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}""".formatted(idToken.get()));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
