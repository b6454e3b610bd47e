package dev.missioncontrol.relay;

import dev.missioncontrol.auth.http.AuthRefusal;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;
import java.util.Optional;

/** Callers as mc-auth knows them: session cookies and API keys. */
public final class AuthCallers implements Callers {
    private final Authenticator authenticator;

    /** Over this authenticator. */
    public AuthCallers(Authenticator authenticator) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    }

    @Override
    public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
        Authentication found = authenticator.authenticate(upgrade, connectToken);
        if (found instanceof Authentication.Known known) {
            return new Identification.Known(new Caller(known.subject(), known.credential(), known.expiresAt()));
        }
        return found instanceof Authentication.Refused refused
                ? new Identification.Refused(code(refused.why()))
                : new Identification.Anonymous();
    }

    @Override
    public boolean stillHolds(Caller caller) {
        return caller.subject() instanceof Subject.Authenticated who && authenticator.stillHolds(who, caller.ref());
    }

    @Override
    public boolean binds(Caller caller, Optional<DeviceId> device) {
        return authenticator.binds(caller.ref(), device);
    }

    /** People whose cookie is no good sign in again; token codes would ask them for the gateway's own secret. */
    private static String code(AuthRefusal why) {
        return switch (why) {
            case BAD_COOKIE, SESSION_OVER -> Identification.Refused.SIGN_IN;
            default -> Identification.Refused.TOKEN_MISMATCH;
        };
    }
}
