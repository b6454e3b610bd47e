package dev.missioncontrol.relay.internal.upstream;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.ChallengeMemory;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayLink;
import dev.missioncontrol.gateway.LinkRequest;
import dev.missioncontrol.gateway.LinkResult;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import dev.missioncontrol.relay.PersonHeaders;
import dev.missioncontrol.relay.Upstream;
import dev.missioncontrol.relay.internal.admission.ClientRules;
import dev.missioncontrol.relay.internal.admission.Introduction;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Opens connections to the gateway with the backend's device, and its token or a person's name. Thread-safe. */
public final class UpstreamDoor {
    private final Upstream upstream;
    private final String gateway;
    private final HandshakeQueue queue;
    private final ChallengeMemory challenges = new ChallengeMemory();
    private final ScheduledExecutorService timer;

    /** The door to this gateway. */
    public UpstreamDoor(Upstream upstream, ScheduledExecutorService timer) {
        this.upstream = upstream;
        this.gateway = GatewayTokenStore.nameOf(upstream.endpoint());
        this.queue = new HandshakeQueue(upstream.limits());
        this.timer = timer;
    }

    /** What the gateway is shown for a client: the person's name where it asks, or else the device token. May block. */
    public Introduction introduce(Standing standing) {
        PersonHeaders persons = upstream.persons();
        return persons == null ? withToken() : withName(persons, standing);
    }

    private Introduction withToken() {
        return stored().map(StoredToken::token)
                .<Introduction>map(token -> new Introduction.Ready(Map.of(), new Credential.DeviceToken(token)))
                .orElseGet(Introduction.NoToken::new);
    }

    private static Introduction withName(PersonHeaders persons, Standing standing) {
        return standing.user()
                .flatMap(user -> persons.of(user, standing.access()))
                .<Introduction>map(headers -> new Introduction.Ready(headers, new Credential.None()))
                .orElseGet(Introduction.NoName::new);
    }

    /** What the backend's own device may do at the gateway, as far as its token tells. May block. */
    public Set<Scope> deviceScopes() {
        return stored().map(StoredToken::scopes).orElse(Set.of());
    }

    private Optional<StoredToken> stored() {
        return upstream.tokens().find(gateway, upstream.identity().id(), ClientRole.OPERATOR);
    }

    /** Keeps the token of a hello if it is another than the one that was shown. May block. */
    public void keep(Introduction.Ready introduction, LinkResult.Open open) {
        Secret offered = open.hello().deviceToken();
        if (offered != null
                && introduction.credential() instanceof Credential.DeviceToken shown
                && !offered.matches(shown.token())) {
            StoredToken token = new StoredToken(offered, open.hello().access().scopes());
            upstream.tokens().save(gateway, upstream.identity().id(), ClientRole.OPERATOR, token);
        }
    }

    /** Opens one connection, in its turn. Returns at once; failures are results. */
    public Opening open(ConnectFrame connect, Access access, Introduction.Ready introduction, FrameSink sink) {
        CompletableFuture<LinkResult> result = new CompletableFuture<>();
        long startedAt = System.nanoTime();
        HandshakeQueue.Ticket ticket = new HandshakeQueue.Ticket(() -> {
            Duration left = upstream.limits().deadline().minusNanos(System.nanoTime() - startedAt);
            start(() -> request(connect, access, introduction, atLeastOneMilli(left)), sink, result);
        });
        ScheduledFuture<?> deadline = timer.schedule(
                () -> giveUp(ticket, result), upstream.limits().deadline().toNanos(), TimeUnit.NANOSECONDS);
        result.whenComplete((ended, failure) -> deadline.cancel(false));
        if (!queue.enter(ticket)) {
            result.complete(new LinkResult.Lost(CloseReason.GATEWAY_BUSY));
        }
        return new Opening(result, () -> giveUp(ticket, result));
    }

    /**
     * A connection on its way.
     *
     * @param result what became of it
     * @param abandon gives its turn away if it still waits for it; a handshake that has begun goes on
     */
    public record Opening(CompletionStage<LinkResult> result, Runnable abandon) {}

    private void start(Supplier<LinkRequest> request, FrameSink sink, CompletableFuture<LinkResult> result) {
        opened(request, sink).whenComplete((ended, failure) -> {
            queue.done();
            result.complete(ended == null ? new LinkResult.Lost(CloseReason.UNKNOWN) : ended);
        });
    }

    /** Whatever throws becomes a failure: it would take the place in the queue with it. */
    private CompletionStage<LinkResult> opened(Supplier<LinkRequest> request, FrameSink sink) {
        try {
            return GatewayLink.open(upstream.transport(), request.get(), challenges, sink);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private void giveUp(HandshakeQueue.Ticket ticket, CompletableFuture<LinkResult> result) {
        if (queue.leave(ticket)) {
            result.complete(new LinkResult.Lost(CloseReason.GATEWAY_BUSY));
        }
    }

    private LinkRequest request(
            ConnectFrame connect, Access access, Introduction.Ready introduction, Duration deadline) {
        Map<String, String> headers = new HashMap<>(introduction.headers());
        if (ClientRules.needsOrigin(connect.client())) {
            headers.put("Origin", upstream.origin());
        }
        return new LinkRequest(
                upstream.endpoint(),
                headers,
                upstream.identity(),
                mirrored(connect.client()),
                access,
                introduction.credential(),
                deadline);
    }

    /** The client's own program, on the backend's own platform: the gateway pins platform and family to the device. */
    private ClientProfile mirrored(ConnectFrame.Client client) {
        ClientProfile own = upstream.profile();
        return new ClientProfile(
                client.id(),
                client.mode(),
                client.version(),
                own.displayName(),
                own.platform(),
                own.deviceFamily(),
                client.instanceId(),
                client.buildId(),
                client.caps(),
                client.locale(),
                client.timeZone(),
                client.userAgent(),
                client.modelCatalogJson());
    }

    private static Duration atLeastOneMilli(Duration left) {
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
