package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.SignInAttempt;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.SignInResult;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.CookieReading;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.SessionCookie;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.session.SessionRules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in, and who one is. */
@RestController
record SignInController(SignInDesk desk, Authenticator authenticator) {

    record Typed(@Nullable String username, @Nullable String password) {}

    @PostMapping("/api/auth/login")
    ResponseEntity<Map<String, String>> signIn(@RequestBody Typed typed, HttpServletRequest request) {
        Passage passage = ServletDoor.passage(request);
        Optional<SessionCookie> cookie = SessionCookie.of(passage.address());
        if (cookie.isEmpty()) {
            return refused(403, "Signing in needs HTTPS, or a loopback address");
        }
        SignInResult result = desk.signIn(attempt(typed, passage, cookie.get()));
        if (result instanceof SignInResult.SignedIn in) {
            return ResponseEntity.ok()
                    .header("Set-Cookie", cookie.get().issue(in.token(), SessionRules.STANDARD.absolute()))
                    .body(Map.of("user", in.user().id().value()));
        } else if (result instanceof SignInResult.Throttled throttled) {
            return later(429, throttled.retryAfter());
        }
        return result instanceof SignInResult.Busy busy
                ? later(503, busy.retryAfter())
                : refused(401, SignInResult.Refused.MESSAGE);
    }

    @GetMapping("/api/auth/me")
    ResponseEntity<Map<String, String>> me(HttpServletRequest request) {
        return authenticator.authenticate(ServletDoor.passage(request)) instanceof Authentication.Known known
                ? ResponseEntity.ok(Map.of("user", known.subject().id().value()))
                : ResponseEntity.status(401).body(Map.of("error", "Authentication required"));
    }

    /** A session that the browser has already is over once this one begins. */
    private static SignInAttempt attempt(Typed typed, Passage passage, SessionCookie cookie) {
        SignInAttempt attempt = SignInAttempt.of(
                Objects.toString(typed.username(), ""),
                Objects.toString(typed.password(), ""),
                Source.of(passage.peer(), passage.facts()));
        return cookie.read(passage.facts().headers()) instanceof CookieReading.Presented presented
                ? attempt.replacing(presented.token())
                : attempt;
    }

    private static ResponseEntity<Map<String, String>> refused(int status, String text) {
        return ResponseEntity.status(status).body(Map.of("error", text));
    }

    private static ResponseEntity<Map<String, String>> later(int status, Duration retryAfter) {
        return ResponseEntity.status(status)
                .header("Retry-After", Long.toString(retryAfter.toSeconds() + 1))
                .body(Map.of("error", "Too many attempts. Try again later"));
    }
}
