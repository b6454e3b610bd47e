package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.internal.wire.Params;
import dev.missioncontrol.gateway.internal.wire.UpgradeReader;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks for more scopes of the client's own device: {@code device.scopes.*}. Thread-safe. */
final class OwnScopes {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ClientLoop loop;

    OwnScopes(ClientLoop loop) {
        this.loop = loop;
    }

    CompletionStage<ScopeUpgrade> request(Set<Scope> wider) {
        String params = Params.of(
                        "scopes", wider.stream().sorted().map(Scope::value).toList())
                .json();
        return loop.call("device.scopes.requestUpgrade", params, TIMEOUT).thenApply(OwnScopes::asked);
    }

    CompletionStage<ScopeUpgrade> await(String requestId, Duration patience) {
        String params = Params.of("requestId", requestId).json();
        return loop.callPatiently("device.scopes.waitUpgrade", params, patience).thenCompose(this::decided);
    }

    private static ScopeUpgrade asked(Reply reply) {
        return reply instanceof Reply.Result result
                ? UpgradeReader.requestId(result.json())
                        .<ScopeUpgrade>map(ScopeUpgrade.Asked::new)
                        .orElse(new ScopeUpgrade.NotGranted(reply))
                : new ScopeUpgrade.NotGranted(reply);
    }

    private CompletionStage<ScopeUpgrade> decided(Reply reply) {
        Optional<IssuedToken> issued = reply instanceof Reply.Result result
                ? UpgradeReader.approved(result.json(), ClientRole.OPERATOR)
                : Optional.empty();
        if (issued.isEmpty()) {
            return CompletableFuture.completedFuture(new ScopeUpgrade.NotGranted(reply));
        }
        IssuedToken token = issued.get();
        return loop.widen(token)
                .thenApply(
                        kept -> kept ? new ScopeUpgrade.Granted(token.access()) : new ScopeUpgrade.NotGranted(reply));
    }
}
