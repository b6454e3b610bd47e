package dev.missioncontrol.auth.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** What came of the wish to sign in at a provider. */
public sealed interface OidcStart {

    /**
     * Send the browser there: HTTP 303.
     *
     * @param location the provider's page, with everything it needs
     * @param setCookie the value of a Set-Cookie header: it binds the sign-in to this browser
     */
    record Redirect(URI location, String setCookie) implements OidcStart {
        public Redirect {
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(setCookie, "setCookie");
        }

        /** Neither address nor cookie: both hold what only this browser may know. */
        @Override
        public String toString() {
            return "Redirect[***]";
        }
    }

    /** Too many sign-ins were begun, from there or anywhere: HTTP 429, with {@code retryAfter} in Retry-After. */
    record Throttled(Duration retryAfter) implements OidcStart {}

    /** The provider cannot be asked: HTTP 503. Signing in with a password goes on. */
    record Unavailable(String provider) implements OidcStart {}

    /** Plain HTTP on a host that is not loopback: nobody signs in like that. HTTP 403. */
    record TlsRequired() implements OidcStart {}
}
