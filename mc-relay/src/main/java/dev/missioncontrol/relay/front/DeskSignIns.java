package dev.missioncontrol.relay.front;

import dev.missioncontrol.auth.SignInAttempt;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.SignInResult;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.CookieReading;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.SessionCookie;
import dev.missioncontrol.auth.session.Session;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sign-in as mc-auth knows it: names and passwords at its desk, session cookies. */
public final class DeskSignIns implements SignIns {
    private static final Set<String> KEYS = Set.of("authorization", "x-api-key");

    private final SignInDesk desk;
    private final Authenticator authenticator;

    /** Over this desk; {@code authenticator} must know the desk's sessions. */
    public DeskSignIns(SignInDesk desk, Authenticator authenticator) {
        this.desk = Objects.requireNonNull(desk, "desk");
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    }

    @Override
    public Optional<Subject.Authenticated> whoIs(Passage request) {
        return authenticator.authenticate(withoutKeys(request.facts())) instanceof Authentication.Known known
                ? Optional.of(known.subject())
                : Optional.empty();
    }

    @Override
    public SignInOutcome signIn(String name, Optional<Secret> password, Passage request) {
        Optional<SessionCookie> cookie = SessionCookie.of(request.address());
        if (cookie.isEmpty()) {
            return new SignInOutcome.Insecure();
        }
        SignInResult result = desk.signIn(attempt(name, password, request, cookie.get()));
        if (result instanceof SignInResult.SignedIn in) {
            return new SignInOutcome.SignedIn(Secret.of(cookie.get().issue(in.token(), lasting(in.session()))));
        }
        if (result instanceof SignInResult.Throttled throttled) {
            return new SignInOutcome.Later(throttled.retryAfter());
        }
        return result instanceof SignInResult.Busy busy
                ? new SignInOutcome.Later(busy.retryAfter())
                : new SignInOutcome.Refused();
    }

    @Override
    public Optional<String> signOut(Passage request) {
        Optional<SessionCookie> cookie = SessionCookie.of(request.address());
        cookie.flatMap(known -> token(known, request)).ifPresent(desk::signOut);
        return cookie.map(SessionCookie::clear);
    }

    private static SignInAttempt attempt(
            String name, Optional<Secret> password, Passage request, SessionCookie cookie) {
        Source source = Source.of(request.peer(), request.facts());
        SignInAttempt attempt =
                SignInAttempt.of(name, password.map(Secret::reveal).orElse(""), source);
        return token(cookie, request).map(attempt::replacing).orElse(attempt);
    }

    private static Optional<Secret> token(SessionCookie cookie, Passage request) {
        return cookie.read(request.facts().headers()) instanceof CookieReading.Presented presented
                ? Optional.of(presented.token())
                : Optional.empty();
    }

    private static Duration lasting(Session session) {
        return Duration.between(session.createdAt(), session.expiresAt());
    }

    private static RequestFacts withoutKeys(RequestFacts facts) {
        Map<String, List<String>> fields = new TreeMap<>();
        facts.headers().names().stream()
                .filter(name -> !KEYS.contains(name))
                .forEach(name -> fields.put(name, facts.headers().all(name)));
        return new RequestFacts(
                facts.method(), facts.target(), Headers.of(fields), facts.socket(), facts.scheme(), facts.listener());
    }
}
