package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.OwnPasswordChange;
import dev.missioncontrol.auth.PasswordDesk;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Changing one's own password, in the browser one is signed in with. */
public final class PasswordRoutes {
    private final PasswordDesk desk;
    private final Visitors visitors;

    /** Over the password desk. */
    public PasswordRoutes(PasswordDesk desk, Visitors visitors) {
        this.desk = desk;
        this.visitors = visitors;
    }

    /** Adds the route. */
    public void mount(RoutesConfig routes) {
        routes.post("/api/auth/password", this::change);
    }

    private void change(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        if (visitor.session().isEmpty()) {
            throw new Refusal(403, "person_required", "API key users cannot change passwords");
        }
        JsonObject body = Answers.body(context).only("current", "password");
        RequestFacts facts = ServletDoor.passage(context.req()).facts();
        OwnPasswordChange change = desk.change(
                visitor.id(),
                secret(body, "current", "Current password is required"),
                secret(body, "password", "New password is required"),
                Source.of(visitor.peer(), facts));
        if (!(change instanceof OwnPasswordChange.Changed changed)) {
            throw refusal(context, change);
        }
        goOn(context, changed);
    }

    private static void goOn(Context context, OwnPasswordChange.Changed changed) {
        Visitors.handOut(context, changed.token(), changed.session());
        Answers.send(
                context,
                new Answer().with("ok", true).with("session", changed.session().id()));
    }

    private static Refusal refusal(Context context, OwnPasswordChange change) {
        if (change instanceof OwnPasswordChange.PasswordRefused refused) {
            return new Refusal(422, refused.fault().code(), refused.fault().message());
        }
        if (change instanceof OwnPasswordChange.Throttled throttled) {
            return Answers.later(
                    context, 429, "throttled", "Too many attempts. Try again later", throttled.retryAfter());
        }
        if (change instanceof OwnPasswordChange.Busy busy) {
            return Answers.later(context, 503, "busy", "Too much at once. Try again in a moment", busy.retryAfter());
        }
        return change instanceof OwnPasswordChange.WrongPassword
                ? new Refusal(403, "wrong_password", OwnPasswordChange.WrongPassword.MESSAGE)
                : new Refusal(409, "user_signs_in_elsewhere", "You sign in elsewhere and have no password here");
    }

    private static Secret secret(JsonObject body, String name, String missing) {
        String text = body.optionalText(name).orElse("");
        if (text.isEmpty()) {
            throw Refusal.badRequest(missing);
        }
        return Secret.of(text);
    }
}
