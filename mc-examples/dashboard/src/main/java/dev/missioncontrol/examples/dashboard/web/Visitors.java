package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.AccessDecision;
import dev.missioncontrol.auth.Rbac;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.CookieReading;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.SessionCookie;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/** Who is asking, and may they? Every route begins here. */
public final class Visitors {
    private final Authenticator authenticator;

    /** Over the sign-in. */
    public Visitors(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The visitor, if their role and their credential reach {@code role}; anything else ends the request. */
    Visitor require(Context context, Role role) {
        Passage passage = ServletDoor.passage(context.req());
        Authentication who = authenticator.authenticate(passage);
        if (who instanceof Authentication.Refused refused) {
            clearCookie(context);
            throw new Refusal(401, refused.why().code(), "Authentication required");
        }
        AccessDecision decision = Rbac.require(who.asSubject(), role);
        if (!(who instanceof Authentication.Known known) || !decision.isGranted()) {
            throw new Refusal(
                    decision.status(), decision.status() == 401 ? "unauthenticated" : "forbidden", decision.message());
        }
        return new Visitor(known.subject(), passage.peer(), known.credential());
    }

    /** The same, for what a key must not do by itself: only a person in a browser, or an admin. */
    Visitor requirePerson(Context context, Role role) {
        Visitor visitor = require(context, role);
        if (visitor.session().isEmpty() && !visitor.isAdmin()) {
            throw new Refusal(403, "person_required", "A key may not do this: sign in with a browser");
        }
        return visitor;
    }

    /** Whether a request was made where there may be a session cookie at all. */
    static boolean mayHoldCookie(Context context) {
        return cookie(context).isPresent();
    }

    /** The session token the browser presents, whatever it is worth. */
    static Optional<Secret> presented(Context context) {
        RequestFacts facts = ServletDoor.passage(context.req()).facts();
        return cookie(context)
                .filter(cookie -> cookie.read(facts.headers()) instanceof CookieReading.Presented)
                .map(cookie -> ((CookieReading.Presented) cookie.read(facts.headers())).token());
    }

    /** Gives the browser the cookie of a session that began. */
    static void handOut(Context context, Secret token, Session session) {
        Duration lasts = Duration.between(session.createdAt(), session.expiresAt());
        cookie(context).ifPresent(cookie -> context.res().addHeader("Set-Cookie", cookie.issue(token, lasts)));
    }

    private static Optional<SessionCookie> cookie(Context context) {
        return SessionCookie.of(ServletDoor.passage(context.req()).address());
    }

    /** Takes a cookie away that is worth nothing, so that the browser stops sending it. */
    static void clearCookie(Context context) {
        cookie(context).ifPresent(cookie -> context.res().addHeader("Set-Cookie", cookie.clear()));
    }

    /** Whether the visitor's sign-in may be used from this device, or from none; binds it to the first one. */
    boolean binds(Visitor visitor, Optional<DeviceId> device) {
        return authenticator.binds(visitor.credential(), device);
    }
}
