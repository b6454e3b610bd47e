package dev.missioncontrol.relay;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.secret.Secret;
import java.util.Optional;

/**
 * Knows who is calling: the embedder's sign-in, seen from the relay.
 *
 * <p>Implementations are thread-safe; both methods may block. One that throws refuses.
 */
public interface Callers {

    /**
     * Identifies a client by everything it presented. Presenting one credential never switches off the check of another:
     * each must be good and all must name one user. The one exception are old gateway secrets beside a good session
     * cookie: a connect token and a bearer header that do not look like one of our own keys are ignored then.
     *
     * @param upgrade the upgrade request: cookies, {@code Authorization}, {@code x-api-key}
     * @param connectToken {@code auth.token} of the connect request
     */
    Identification identify(RequestFacts upgrade, Optional<Secret> connectToken);

    /** Tells whether the caller's credentials are still good and still mean the same user, role and cap. */
    boolean stillHolds(Caller caller);
}
