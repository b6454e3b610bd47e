package dev.missioncontrol.examples.spring;

import dev.missioncontrol.auth.SignInAttempt;
import dev.missioncontrol.auth.SignInDesk;
import dev.missioncontrol.auth.SignInResult;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.http.Authentication;
import dev.missioncontrol.auth.http.Authenticator;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.SessionCookie;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.auth.session.SessionRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
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
        Source source = Source.of(passage.peer(), passage.facts());
        SessionCookie cookie = SessionCookie.of(passage.address()).orElseThrow();
        SignInResult result = desk.signIn(SignInAttempt.of(
                Objects.toString(typed.username(), ""), Objects.toString(typed.password(), ""), source));
        if (result instanceof SignInResult.SignedIn in) {
            return ResponseEntity.ok()
                    .header("Set-Cookie", cookie.issue(in.token(), SessionRules.STANDARD.absolute()))
                    .body(Map.of("user", in.user().id().value()));
        }
        int status = result instanceof SignInResult.Refused ? 401 : 429;
        return ResponseEntity.status(status).body(Map.of("error", SignInResult.Refused.MESSAGE));
    }

    @GetMapping("/api/auth/me")
    ResponseEntity<Map<String, String>> me(HttpServletRequest request) {
        return authenticator.authenticate(ServletDoor.passage(request).facts()) instanceof Authentication.Known known
                ? ResponseEntity.ok(Map.of("user", known.subject().id().value()))
                : ResponseEntity.status(401).body(Map.of("error", "Authentication required"));
    }
}
