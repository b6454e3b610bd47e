package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.AccountEdit;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.NewUser;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserChange;
import dev.missioncontrol.auth.UserFault;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.Users;
import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The people who may sign in, for admins whom the policy in force trusts. */
public final class UserRoutes {
    private static final String PERSON = "person's account";

    private final Users users;
    private final Visitors visitors;
    private final TrustedCallers callers;

    /** Over the accounts. */
    public UserRoutes(Users users, Visitors visitors, TrustedCallers callers) {
        this.users = users;
        this.visitors = visitors;
        this.callers = callers;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/users", this::list);
        routes.post("/api/users", this::create);
        routes.put("/api/users/{id}", this::change);
        routes.delete("/api/users/{id}", this::delete);
    }

    private void list(Context context) {
        visitors.require(context, Role.ADMIN);
        Answers.sendList(context, "users", users.list().stream(), UserRoutes::shape);
    }

    private void create(Context context) {
        Visitor admin = visitors.require(context, Role.ADMIN);
        JsonObject body = Answers.body(context).only("username", "password", "role", "device");
        callers.requireAdmin(context, admin, body, PERSON);
        UserId id = userId(body.text("username"));
        Secret password = password(body.text("password"));
        NewUser wanted = new NewUser(id, id.value(), role(body.text("role")), password);
        Answers.send(context.status(201), shape(done(users.create(Actor.user(admin.id()), wanted))));
    }

    private void change(Context context) {
        Visitor admin = visitors.require(context, Role.ADMIN);
        JsonObject body = Answers.body(context).only("role", "enabled", "password", "device");
        callers.requireAdmin(context, admin, body, PERSON);
        AccountEdit edit = new AccountEdit(
                body.optionalText("role").map(UserRoutes::role).orElse(null),
                body.optionalFlag("enabled").map(UserRoutes::status).orElse(null),
                body.optionalText("password").map(UserRoutes::password).orElse(null));
        UserId id = userId(context.pathParam("id"));
        Answers.send(context, shape(done(users.edit(Actor.user(admin.id()), id, edit))));
    }

    private static Secret password(String text) {
        if (text.isEmpty()) {
            throw new Refusal(422, PasswordFault.TOO_SHORT.code(), PasswordFault.TOO_SHORT.message());
        }
        return Secret.of(text);
    }

    private static UserStatus status(boolean enabled) {
        return enabled ? UserStatus.ENABLED : UserStatus.DISABLED;
    }

    private void delete(Context context) {
        Visitor admin = visitors.require(context, Role.ADMIN);
        callers.requireAdmin(context, admin, Answers.bodyIfAny(context).only("device"), PERSON);
        UserId id = userId(context.pathParam("id"));
        if (id.equals(admin.id())) {
            throw new Refusal(409, "user_self", "Cannot delete your own account");
        }
        done(users.delete(Actor.user(admin.id()), id));
        Answers.send(context, new Answer().with("ok", true));
    }

    private static User done(UserChange change) {
        if (change instanceof UserChange.Done done) {
            return done.user();
        }
        if (change instanceof UserChange.Refused refused) {
            UserFault fault = refused.fault();
            throw new Refusal(fault == UserFault.NOT_FOUND ? 404 : 409, fault.code(), fault.message());
        }
        if (change instanceof UserChange.PasswordRefused refused) {
            throw new Refusal(422, refused.fault().code(), refused.fault().message());
        }
        throw new Refusal(503, "busy", "Too much at once. Try again in a moment");
    }

    private static UserId userId(String text) {
        return UserId.parse(text).orElseThrow(() -> new Refusal(422, "user_name_refused", "This name cannot be used"));
    }

    private static Role role(String text) {
        return Role.parse(text).orElseThrow(() -> Refusal.badRequest("The role is one of viewer, operator and admin"));
    }

    private static Answer shape(User user) {
        return new Answer()
                .with("id", user.id())
                .with("name", user.displayName())
                .with("role", user.role().wireName())
                .with("enabled", user.isEnabled())
                .with("status", user.status().wireName())
                .with("created", user.createdAt());
    }
}
