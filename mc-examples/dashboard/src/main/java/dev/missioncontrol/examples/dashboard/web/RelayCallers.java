package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.http.AuthRefusal;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.Identification;
import java.util.Optional;

/** The dashboard's sign-in, as the relay sees it: the same cookie and the same keys open the page and the socket. */
public final class RelayCallers implements Callers {
    private final Authenticator authenticator;

    /** Over the sign-in. */
    public RelayCallers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
        Authentication who = authenticator.authenticate(upgrade, connectToken);
        if (who instanceof Authentication.Known known) {
            return new Identification.Known(new Caller(known.subject(), known.credential(), known.expiresAt()));
        }
        return who instanceof Authentication.Refused refused
                ? new Identification.Refused(code(refused.why()))
                : new Identification.Anonymous();
    }

    @Override
    public boolean stillHolds(Caller caller) {
        return caller.subject() instanceof Subject.Authenticated known && authenticator.stillHolds(known, caller.ref());
    }

    private static String code(AuthRefusal why) {
        boolean ofBrowser = why == AuthRefusal.SESSION_OVER || why == AuthRefusal.BAD_COOKIE;
        return ofBrowser ? Identification.Refused.SIGN_IN : Identification.Refused.TOKEN_MISMATCH;
    }
}
