package dev.missioncontrol.relay.front;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.relay.PersonHeaders;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The gateway's HTTP side, as the front reads it: GET and HEAD, listed header fields, bodies as streams. Thread-safe.
 *
 * <p>A person's pages are fetched on behalf of the person only while the trust engine would let them read over a
 * connection without a device; the engine is asked each time, without effect. The gateway is shown the backend's device
 * token, or the person's name where it knows people.
 */
public final class GatewayPages {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Upstream upstream;
    private final TrustEngine engine;
    private final HttpClient http;
    private final String base;

    private GatewayPages(Upstream upstream, TrustEngine engine, HttpClient http) {
        this.upstream = Objects.requireNonNull(upstream, "upstream");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.http = http;
        this.base = ("wss".equals(upstream.endpoint().getScheme()) ? "https://" : "http://")
                + upstream.endpoint().getRawAuthority();
    }

    /** Of this gateway, with the platform's trust in certificates. */
    public static GatewayPages of(Upstream upstream, TrustEngine engine) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new GatewayPages(upstream, engine, http);
    }

    /**
     * Of this gateway, through a client of one's own: with other certificates or limits.
     *
     * @throws IllegalArgumentException if the client follows redirects, keeps cookies or knows passwords
     */
    public static GatewayPages of(Upstream upstream, TrustEngine engine, HttpClient http) {
        boolean plain = http.followRedirects() == HttpClient.Redirect.NEVER
                && http.cookieHandler().isEmpty()
                && http.authenticator().isEmpty();
        if (!plain) {
            throw new IllegalArgumentException("a client that follows redirects or has credentials of its own");
        }
        return new GatewayPages(upstream, engine, http);
    }

    /** Fetches a file that is the same for everybody. Returns at once. */
    CompletionStage<PassedPage> file(RequestFacts asked, String target) {
        return fetch(asked, target, Map.of());
    }

    /** Fetches something on behalf of a person; empty if they are not trusted with it or have no name. May block. */
    Optional<CompletionStage<PassedPage>> personal(
            RequestFacts asked, String target, Subject.Authenticated who, Peer peer) {
        TrustRequest request = new TrustRequest(who, null, null, peer, Access.operator(Scope.READ));
        return engine.preview(request) instanceof TrustDecision.Trusted trusted
                ? credentials(who, trusted.access()).map(headers -> fetch(asked, target, headers))
                : Optional.empty();
    }

    private Optional<Map<String, String>> credentials(Subject.Authenticated who, Access access) {
        PersonHeaders persons = upstream.persons();
        return persons == null ? token() : persons.of(who.id(), access);
    }

    private Optional<Map<String, String>> token() {
        String gateway = GatewayTokenStore.nameOf(upstream.endpoint());
        return upstream.tokens()
                .find(gateway, upstream.identity().id(), ClientRole.OPERATOR)
                .map(stored ->
                        Map.of("Authorization", "Bearer " + stored.token().reveal()));
    }

    private CompletionStage<PassedPage> fetch(RequestFacts asked, String target, Map<String, String> credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target))
                .timeout(ANSWER)
                .method(asked.method(), HttpRequest.BodyPublishers.noBody());
        PassedHeaders.ask(asked.headers(), request);
        credentials.forEach(request::setHeader);
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofPublisher())
                .thenCompose(GatewayPages::passed);
    }

    /** A redirect or an interim answer is nothing to pass on: where it leads is not for the gateway to say. */
    private static CompletionStage<PassedPage> passed(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        int status = response.statusCode();
        boolean plain = status == 200 || status == 206 || status == 304 || status >= 400;
        if (!plain) {
            response.body().subscribe(new Unwanted());
            return CompletableFuture.failedFuture(new IOException("the gateway answers " + status));
        }
        return CompletableFuture.completedFuture(
                new PassedPage(status, PassedHeaders.answered(response.headers()), response.body()));
    }
}
