package dev.missioncontrol.relay.front;

import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.secret.Secret;
import java.util.Optional;

/**
 * The embedder's sign-in, seen from the front. Thread-safe; all methods may block. One that throws fails the request.
 *
 * <p>Only what a browser sends by itself counts here, its cookie: pages of the Control UI put old gateway tokens into
 * {@code Authorization}, and those are nobody's business.
 */
public interface SignIns {

    /** Who is signed in with the cookie of this request, and still may be. */
    Optional<Subject.Authenticated> whoIs(Passage request);

    /**
     * Signs somebody in, or not.
     *
     * @param name what was typed, possibly empty
     * @param password what was typed; empty for nothing
     */
    SignInOutcome signIn(String name, Optional<Secret> password, Passage request);

    /**
     * Ends the session of this request's cookie, if there is one; what it holds open at the relay closes.
     *
     * @return the value of a {@code Set-Cookie} header that takes the cookie away; empty if there can be none
     */
    Optional<String> signOut(Passage request);
}
