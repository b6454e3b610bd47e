package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.SignInResult;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.oidc.OidcReturn;
import dev.missioncontrol.auth.oidc.OidcSignIn;
import dev.missioncontrol.auth.oidc.OidcStart;
import dev.missioncontrol.auth.oidc.SameSiteHop;
import dev.missioncontrol.auth.proxy.ProxySignIn;
import dev.missioncontrol.examples.dashboard.json.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** Signing in by what somebody else says: the proxy in front, or an OpenID provider. */
public final class ExternalRoutes {
    /** Where the provider sends people back. */
    public static final String CALLBACK = "/api/auth/oidc/callback";

    private static final String INSECURE = "Signing in needs HTTPS, or a loopback address";

    private final Optional<ProxySignIn> proxy;
    private final Optional<OidcSignIn> provider;

    /** With what there is. */
    public ExternalRoutes(Optional<ProxySignIn> proxy, Optional<OidcSignIn> provider) {
        this.proxy = proxy;
        this.provider = provider;
    }

    /** Adds the routes of the ways there are, and one that tells which these are. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/auth/ways", this::ways);
        proxy.ifPresent(way -> routes.post("/api/auth/proxy", context -> enter(context, way)));
        provider.ifPresent(way -> {
            routes.get("/api/auth/oidc", context -> begin(context, way));
            routes.get(CALLBACK, context -> complete(context, way));
        });
    }

    /** A proxy is one only for requests that carry its header. */
    private void ways(Context context) {
        Passage passage = ServletDoor.passage(context.req());
        Answers.send(
                context,
                new Answer()
                        .with(
                                "proxy",
                                proxy.filter(way -> way.isAsked(passage.facts()))
                                        .isPresent())
                        .with("provider", provider.isPresent()));
    }

    private static void enter(Context context, ProxySignIn way) {
        if (!Visitors.mayHoldCookie(context)) {
            throw new Refusal(403, "insecure", INSECURE);
        }
        Passage passage = ServletDoor.passage(context.req());
        ExternalSignIn result = way.signIn(passage.facts(), Visitors.presented(context));
        if (result instanceof ExternalSignIn.SignedIn in) {
            Visitors.handOut(context, in.token(), in.session());
            Answers.send(
                    context,
                    new Answer()
                            .with("user", in.user().id())
                            .with("role", in.user().role().wireName()));
        } else if (result instanceof ExternalSignIn.Waiting) {
            throw new Refusal(403, ExternalSignIn.Waiting.CODE, ExternalSignIn.Waiting.MESSAGE);
        } else {
            throw new Refusal(401, SignInResult.Refused.CODE, SignInResult.Refused.MESSAGE);
        }
    }

    private static void begin(Context context, OidcSignIn way) {
        OidcStart start = way.begin(ServletDoor.passage(context.req()), "/");
        if (start instanceof OidcStart.Redirect redirect) {
            context.res().addHeader("Set-Cookie", redirect.setCookie());
            context.status(303).header("Location", redirect.location().toString());
        } else if (start instanceof OidcStart.Throttled throttled) {
            Answers.retryAfter(context, throttled.retryAfter());
            page(context, 429, "Too many sign-ins were begun. Try again later.");
        } else if (start instanceof OidcStart.TlsRequired) {
            page(context, 403, INSECURE + ".");
        } else {
            unavailable(context);
        }
    }

    private static void complete(Context context, OidcSignIn way) {
        OidcReturn returned = way.complete(ServletDoor.passage(context.req()), Visitors.presented(context));
        if (returned.result() instanceof ExternalSignIn.SignedIn in) {
            Visitors.handOut(context, in.token(), in.session());
            SameSiteHop.headers().forEach(context::header);
            context.html(SameSiteHop.page(returned.landing()));
        } else if (returned.result() instanceof ExternalSignIn.Waiting) {
            page(context, 403, ExternalSignIn.Waiting.MESSAGE + ".");
        } else if (returned.result() instanceof ExternalSignIn.Refused refused) {
            boolean state = refused.why() == ExternalFault.STATE;
            page(context, state ? 400 : 401, "The sign-in did not succeed. Begin it again.");
        } else {
            unavailable(context);
        }
    }

    private static void unavailable(Context context) {
        page(context, 503, "The provider cannot be reached. Signing in with a password goes on.");
    }

    /** For people who came here by following a link. The address may hold a used code: nobody else learns it. */
    private static void page(Context context, int status, String text) {
        SameSiteHop.headers().forEach(context::header);
        context.status(status)
                .html("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Mission Control</title><p>"
                        + text + "</p><p><a href=\"/\">Go on</a></p></html>");
    }
}
