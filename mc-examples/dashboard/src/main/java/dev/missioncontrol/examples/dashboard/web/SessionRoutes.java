package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/** The browsers that are signed in: everybody sees and ends their own, admins whom the policy trusts everybody's. */
public final class SessionRoutes {
    private final Sessions sessions;
    private final Visitors visitors;
    private final TrustedCallers callers;

    /** Over the sessions. */
    public SessionRoutes(Sessions sessions, Visitors visitors, TrustedCallers callers) {
        this.sessions = sessions;
        this.visitors = visitors;
        this.callers = callers;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/sessions", this::list);
        routes.post("/api/sessions/{id}/end", this::end);
    }

    private void list(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        List<Session> seen = visitor.isAdmin() ? sessions.list() : sessions.ofUser(visitor.id());
        Answers.sendList(context, "sessions", seen.stream(), session -> shape(session, visitor));
    }

    private void end(Context context) {
        Visitor visitor = visitors.requirePerson(context, Role.VIEWER);
        Session session = sessions.find(context.pathParam("id"))
                .filter(found -> visitor.isAdmin() || found.user().equals(visitor.id()))
                .orElseThrow(() -> Refusal.notFound("session"));
        if (!session.user().equals(visitor.id())) {
            callers.requireAdmin(context, visitor, Answers.bodyIfAny(context).only("device"), "person's sign-in");
        }
        sessions.end(session.id(), Actor.user(visitor.id()), SessionEnd.ENDED);
        Answers.send(context, new Answer().with("ok", true));
    }

    private static Answer shape(Session session, Visitor visitor) {
        return new Answer()
                .with("id", session.id())
                .with("user", session.user())
                .with("how", session.how().name().toLowerCase(Locale.ROOT))
                .with("agent", session.source().userAgent())
                .with("address", session.source().address().getHostAddress())
                .with("created", session.createdAt())
                .with("lastSeen", session.lastSeen())
                .with("expires", session.expiresAt())
                .with("device", session.device())
                .with("current", visitor.isSession(session.id()));
    }
}
