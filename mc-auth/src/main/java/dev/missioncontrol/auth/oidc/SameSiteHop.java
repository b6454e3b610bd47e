package dev.missioncontrol.auth.oidc;

import java.util.Map;

/**
 * A page that sends the browser on from our own site.
 *
 * <p>Whoever comes back from a provider comes from another site, so a redirect would go on without the SameSite=Strict
 * session cookie, and its person would look signed out. A page of ours is where the next request starts instead.
 */
public final class SameSiteHop {

    private SameSiteHop() {}

    /**
     * The page, as {@code text/html; charset=utf-8}, with HTTP status 200.
     *
     * @param landing a path of {@link OidcRules#landings()}
     * @throws IllegalArgumentException if it holds anything else than a plain path
     */
    public static String page(String landing) {
        if (!landing.matches("/[A-Za-z0-9._~/-]*") || landing.startsWith("//")) {
            throw new IllegalArgumentException("a landing is a path of this server");
        }
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Signed in</title>"
                + "<meta http-equiv=\"refresh\" content=\"0;url=" + landing + "\">"
                + "<p><a href=\"" + landing + "\">Go on</a></p></html>";
    }

    /** What else goes on the answer: the address of this page holds a used code. */
    public static Map<String, String> headers() {
        return Map.of("Referrer-Policy", "no-referrer", "Cache-Control", "no-store");
    }
}
