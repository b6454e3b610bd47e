package dev.missioncontrol.auth;

import dev.missioncontrol.auth.password.PasswordFault;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;

/** What came of somebody's wish for another password of their own. */
public sealed interface OwnPasswordChange {

    /**
     * It is changed. Every session of the user has ended, this browser's too, which goes on with a new one.
     *
     * @param token for the session cookie, and nowhere else
     * @param session the new session
     */
    record Changed(Secret token, Session session) implements OwnPasswordChange {}

    /** The present password is not the one given: HTTP 403. */
    record WrongPassword() implements OwnPasswordChange {

        /** What to tell the user. */
        public static final String MESSAGE = "Current password is incorrect";
    }

    /** The new password breaks a rule: HTTP 422. */
    record PasswordRefused(PasswordFault fault) implements OwnPasswordChange {}

    /** The user has no password here, or is not there any more: HTTP 409. */
    record NotHere() implements OwnPasswordChange {}

    /** Too many tries: HTTP 429, with {@code retryAfter} in Retry-After. */
    record Throttled(Duration retryAfter) implements OwnPasswordChange {}

    /** Too many passwords are being hashed: HTTP 503, with {@code retryAfter} in Retry-After. */
    record Busy(Duration retryAfter) implements OwnPasswordChange {}
}
