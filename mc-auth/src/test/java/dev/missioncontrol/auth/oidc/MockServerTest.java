package dev.missioncontrol.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The whole way with a real OpenID provider over loopback: metadata, page, code, token, keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class MockServerTest {

    private static final String CLIENT = "mc-client";
    private static final URI REDIRECT = URI.create("https://mc.example.com/api/auth/oidc/callback");

    private MockOAuth2Server server;

    @BeforeAll
    void start() {
        Set<OAuth2TokenCallback> callbacks = Set.of(
                callback("good", Map.of("email", "ada@example.com", "email_verified", true)),
                callback("stranger", Map.of("aud", "another-client")),
                callback("crowd", Map.of("aud", List.of(CLIENT, "another-client"))));
        server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(), callbacks, new NettyWrapper()));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterAll
    void stop() {
        server.shutdown();
    }

    @Test
    void signIn_whenTheProviderVouches_waitsForApprovalAndThenEnters() throws Exception {
        Door door = new Door();
        OidcSignIn signIn = over(door, "good");

        assertThat(walk(signIn, new Browser())).isInstanceOf(ExternalSignIn.Waiting.class);
        ExternalIdentity who = new ExternalIdentity(issuer("good").toString(), "ada");
        door.users.approve(
                Actor.system(), door.users.findByIdentity(who).orElseThrow().id(), Role.VIEWER);

        assertThat(walk(signIn, new Browser())).isInstanceOf(ExternalSignIn.SignedIn.class);
    }

    @Test
    void signIn_whenTheTokenIsForSomebodyElse_isRefused() throws Exception {
        for (String issuer : List.of("stranger", "crowd")) {
            assertThat(walk(over(new Door(), issuer), new Browser()))
                    .isEqualTo(new ExternalSignIn.Refused(ExternalFault.AUDIENCE));
        }
    }

    @Test
    void signIn_whenTheCodeIsStolenFromAnotherBrowser_isRefused() throws Exception {
        OidcSignIn signIn = over(new Door(), "good");
        Browser victim = new Browser();
        Browser thief = new Browser();
        Parameters stolen = answer(victim, signIn);
        Parameters own = answer(thief, signIn);

        ExternalSignIn injected = signIn.complete(
                        thief.back("state", own.get("state"), "code", stolen.get("code")), Optional.empty())
                .result();

        assertThat(injected).isInstanceOf(ExternalSignIn.Refused.class);
    }

    private static ExternalSignIn walk(OidcSignIn signIn, Browser browser) throws Exception {
        Parameters answer = answer(browser, signIn);
        return signIn.complete(browser.back("state", answer.get("state"), "code", answer.get("code")), Optional.empty())
                .result();
    }

    /** What the provider sends the browser back with. */
    private static Parameters answer(Browser browser, OidcSignIn signIn) throws IOException, InterruptedException {
        OidcStart.Redirect redirect = (OidcStart.Redirect) signIn.begin(browser.visit("/login"), "/");
        browser.follow(redirect);
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(redirect.location()).build(), HttpResponse.BodyHandlers.ofString());
        String location = page.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(REDIRECT.toString());
        return Browser.query(URI.create(location));
    }

    private OidcSignIn over(Door door, String issuer) {
        OidcRules rules = OidcRules.of(issuer(issuer), CLIENT, Secret.of("client-secret"), REDIRECT);
        ExternalDesk desk = new ExternalDesk(door.unit, door.users, door.sessions, new Provisioning.AwaitApproval());
        return OidcSignIn.builder(rules, desk).clock(InstantSource.system()).build();
    }

    private URI issuer(String name) {
        return server.issuerUrl(name).uri();
    }

    private static OAuth2TokenCallback callback(String issuer, Map<String, Object> claims) {
        return new DefaultOAuth2TokenCallback(issuer, "ada", "JWT", List.of(CLIENT), claims, 300);
    }
}
