package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.SignInAttempt;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.SignInResult;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;

/** Signing in with a password, signing out, and who one is. */
public final class SignInRoutes {
    private final SignInDesk desk;
    private final Visitors visitors;

    /** Over the sign-in desk. */
    public SignInRoutes(SignInDesk desk, Visitors visitors) {
        this.desk = desk;
        this.visitors = visitors;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.post("/api/auth/login", this::signIn);
        routes.post("/api/auth/logout", this::signOut);
        routes.get("/api/auth/me", this::me);
    }

    private void signIn(Context context) {
        if (!Visitors.mayHoldCookie(context)) {
            throw new Refusal(403, "insecure", "Signing in needs HTTPS, or a loopback address");
        }
        if (context.queryString() != null) {
            throw Refusal.badRequest("Name and password belong into the body: addresses are written down everywhere");
        }
        SignInResult result = desk.signIn(attempt(context));
        if (result instanceof SignInResult.SignedIn signedIn) {
            welcome(context, signedIn);
        } else if (result instanceof SignInResult.Throttled throttled) {
            throw Answers.later(
                    context, 429, "throttled", "Too many attempts. Try again later", throttled.retryAfter());
        } else if (result instanceof SignInResult.Busy busy) {
            throw Answers.later(
                    context, 503, "busy", "Too many people sign in. Try again in a moment", busy.retryAfter());
        } else {
            throw new Refusal(401, SignInResult.Refused.CODE, SignInResult.Refused.MESSAGE);
        }
    }

    /** What was typed; a session that the browser has already is over once this one begins. */
    private static SignInAttempt attempt(Context context) {
        JsonObject body = Answers.body(context).only("username", "password");
        Passage passage = ServletDoor.passage(context.req());
        RequestFacts facts = passage.facts();
        Source source = Source.of(passage.peer(), facts);
        SignInAttempt attempt = SignInAttempt.of(body.text("username"), body.text("password"), source);
        return Visitors.presented(context).map(attempt::replacing).orElse(attempt);
    }

    private static void welcome(Context context, SignInResult.SignedIn signedIn) {
        Visitors.handOut(context, signedIn.token(), signedIn.session());
        Answers.send(
                context,
                new Answer()
                        .with("user", signedIn.user().id())
                        .with("role", signedIn.user().role().wireName()));
    }

    /** Signing out always works, also for a session that is over. */
    private void signOut(Context context) {
        Visitors.presented(context).ifPresent(desk::signOut);
        Visitors.clearCookie(context);
        Answers.send(context, new Answer().with("ok", true));
    }

    private void me(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        Answers.send(
                context,
                new Answer()
                        .with("user", visitor.id())
                        .with("role", visitor.subject().role().wireName())
                        .with("how", visitor.subject().how().name().toLowerCase(Locale.ROOT))
                        .with("session", visitor.session()));
    }
}
