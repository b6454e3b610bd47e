package dev.missioncontrol.auth;

import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.secret.Secret;

/** What came of a sign-in that somebody else vouches for: an OpenID provider or a proxy. */
public sealed interface ExternalSignIn {

    /**
     * Signed in.
     *
     * @param token for the session cookie, and nowhere else
     * @param session the new session
     * @param user who it is
     */
    record SignedIn(Secret token, Session session, User user) implements ExternalSignIn {}

    /** Known, and without any right until an admin approves: HTTP 403. There is no session. */
    record Waiting() implements ExternalSignIn {

        /** The one text for all of them, a disabled account's owner included. */
        public static final String MESSAGE = "Access request pending admin approval";

        /** The stable code on the wire. */
        public static final String CODE = "not_approved";
    }

    /**
     * Not signed in: HTTP 401.
     *
     * @param why for records and for the operator; callers are told {@link SignInResult.Refused#MESSAGE}
     */
    record Refused(ExternalFault why) implements ExternalSignIn {}

    /** The provider could not be asked: HTTP 503. Signing in with a password goes on. */
    record Unavailable(String provider) implements ExternalSignIn {

        /** The stable code on the wire. */
        public static final String CODE = "provider_unavailable";
    }
}
