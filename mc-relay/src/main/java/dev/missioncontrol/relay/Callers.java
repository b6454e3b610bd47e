package dev.missioncontrol.relay;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Secret;
import java.util.Optional;

/**
 * Knows who is calling: the embedder's sign-in, seen from the relay.
 *
 * <p>Implementations are thread-safe; all methods may block. One that throws refuses.
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

    /**
     * Tells whether the caller may connect with this device, or without one, and keeps the answer: a browser session is
     * bound to the first device key it presents, and is refused without it or with another from then on. Asked when
     * everything else about the credentials and the proof is verified, before the policy decides, and again as long as
     * the connection lasts, each third of a heartbeat. Credentials that are not bound to devices allow all; so does this default.
     *
     * @param device the device that proved its key on this connection, if one did
     */
    default boolean binds(Caller caller, Optional<DeviceId> device) {
        return true;
    }
}
