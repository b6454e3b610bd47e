package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.KeyCreation;
import dev.missioncontrol.auth.apikey.KeyRequest;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.trust.RoleCeilings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * API keys, for programs: everybody makes, rotates and revokes their own, admins see and revoke everybody's; all of them
 * as far as the policy in force trusts the browser they do it from.
 */
public final class KeyRoutes {
    private static final Duration STANDARD_OVERLAP = Duration.ofDays(1);

    private final ApiKeys keys;
    private final Visitors visitors;
    private final TrustedCallers callers;

    /** Over the keys. */
    public KeyRoutes(ApiKeys keys, Visitors visitors, TrustedCallers callers) {
        this.keys = keys;
        this.visitors = visitors;
        this.callers = callers;
    }

    /** Adds the routes. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/keys", this::list);
        routes.post("/api/keys", this::create);
        routes.post("/api/keys/{id}/rotate", this::rotate);
        routes.post("/api/keys/{id}/revoke", this::revoke);
    }

    private void list(Context context) {
        Visitor visitor = visitors.require(context, Role.VIEWER);
        List<ApiKey> seen = visitor.isAdmin() ? keys.list() : keys.ofUser(visitor.id());
        Answers.sendList(context, "keys", seen.stream(), KeyRoutes::shape);
    }

    /** A person makes keys in a browser: a key makes no other key, whose life would outlast its own. */
    private void create(Context context) {
        Visitor visitor = requireBrowser(context);
        JsonObject body = Answers.body(context).only("name", "scopes", "expiresAt", "device");
        KeyRequest wanted = new KeyRequest(
                body.text("name"), visitor.id(), withinRole(visitor, scopes(body)), instant(body, "expiresAt"));
        callers.requireOwner(context, visitor, body, wanted.scopes(), "key");
        sendMade(context, keys.create(Actor.user(visitor.id()), wanted));
    }

    /** Only its owner gets the text of a key, an admin neither: it would be a way to act under another's name. */
    private void rotate(Context context) {
        Visitor visitor = requireBrowser(context);
        JsonObject body = Answers.body(context).only("overlap", "device");
        Duration overlap = body.optionalText("overlap").map(KeyRoutes::duration).orElse(STANDARD_OVERLAP);
        ApiKey key = named(context, keys.ofUser(visitor.id()));
        callers.requireOwner(context, visitor, body, key.scopes(), "key");
        sendMade(context, keys.rotate(Actor.user(visitor.id()), key.id(), overlap));
    }

    private Visitor requireBrowser(Context context) {
        Visitor visitor = visitors.requirePerson(context, Role.VIEWER);
        if (visitor.session().isEmpty()) {
            throw new Refusal(403, "person_required", "A key may not make keys: sign in with a browser");
        }
        return visitor;
    }

    private static void sendMade(Context context, KeyCreation creation) {
        if (creation instanceof KeyCreation.Refused refused) {
            throw new Refusal(422, refused.fault().code(), refused.fault().message());
        }
        KeyCreation.Created made = (KeyCreation.Created) creation;
        Answers.send(
                context.status(201),
                shape(made.key()).with("secret", made.text().reveal()));
    }

    private void revoke(Context context) {
        Visitor visitor = visitors.requirePerson(context, Role.VIEWER);
        JsonObject body = Answers.bodyIfAny(context).only("device");
        ApiKey key = named(context, visitor.isAdmin() ? keys.list() : keys.ofUser(visitor.id()));
        if (key.user().equals(visitor.id())) {
            callers.requireOwner(context, visitor, body, key.scopes(), "key");
        } else {
            callers.requireAdmin(context, visitor, body, "key");
        }
        if (!keys.revoke(Actor.user(visitor.id()), key.id())) {
            throw Refusal.notFound("key");
        }
        Answers.send(context, new Answer().with("ok", true));
    }

    private static ApiKey named(Context context, List<ApiKey> within) {
        String id = context.pathParam("id");
        return within.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("key"));
    }

    private static Set<Scope> scopes(JsonObject body) {
        List<String> names = body.texts("scopes");
        if (!names.stream().allMatch(Scope::isScope)) {
            throw Refusal.badRequest("\"scopes\" holds something that is no scope");
        }
        return names.stream().map(Scope::new).collect(Collectors.toSet());
    }

    /** A key that reached further would wait for its owner to rise: nobody would have decided about those rights. */
    private static Set<Scope> withinRole(Visitor visitor, Set<Scope> scopes) {
        Access ceiling = RoleCeilings.standard().of(visitor.subject().role());
        Set<Scope> known = scopes.stream().filter(Scope::isKnown).collect(Collectors.toSet());
        if (!ceiling.covers(new Access(ClientRole.OPERATOR, known))) {
            throw new Refusal(403, "scope_beyond_role", "A key reaches no further than your role does");
        }
        return scopes;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest("\"overlap\" is a length of time like PT24H");
        }
    }

    private static @Nullable Instant instant(JsonObject body, String name) {
        try {
            return body.optionalText(name).map(Instant::parse).orElse(null);
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest("\"" + name + "\" is a time like 2026-12-31T12:00:00Z");
        }
    }

    private static Answer shape(ApiKey key) {
        return new Answer()
                .with("id", key.id())
                .with("name", key.name())
                .with("user", key.user())
                .with("scopes", key.scopes().stream().map(Scope::value).toList())
                .with("created", key.createdAt())
                .with("expiresAt", key.expiresAt())
                .with("lastUsed", key.lastUsed())
                .with("revokedAt", key.revokedAt());
    }
}
