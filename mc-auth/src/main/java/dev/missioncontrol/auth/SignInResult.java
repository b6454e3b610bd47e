package dev.missioncontrol.auth;

import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;

/** What came of a sign-in. */
public sealed interface SignInResult {

    /**
     * Signed in.
     *
     * @param token for the session cookie, and nowhere else
     * @param session the new session
     * @param user who it is
     */
    record SignedIn(Secret token, Session session, User user) implements SignInResult {}

    /** Unknown user, wrong password, disabled account: HTTP 401. Nobody is told which. */
    record Refused() implements SignInResult {

        /** The one text for all of them. */
        public static final String MESSAGE = "Invalid credentials";

        /** The stable code on the wire. */
        public static final String CODE = "invalid_credentials";
    }

    /** Too many attempts: HTTP 429, with {@code retryAfter} in Retry-After. */
    record Throttled(Duration retryAfter) implements SignInResult {}

    /** Too many passwords are being checked: HTTP 503, with {@code retryAfter} in Retry-After. */
    record Busy(Duration retryAfter) implements SignInResult {}
}
