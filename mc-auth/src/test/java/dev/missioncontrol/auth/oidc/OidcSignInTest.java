package dev.missioncontrol.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider, a network and a stranger can do to a sign-in. */
@Timeout(60)
class OidcSignInTest extends OidcStage {

    @Test
    void begin_whenAsked_sendsEverythingThatBindsTheAnswer() {
        OidcStart.Redirect redirect = (OidcStart.Redirect) signIn.begin(browser.visit("/login"), "/");
        Parameters asked = Browser.query(redirect.location());

        assertThat(asked.all())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(asked.get("scope")).contains("openid");
        assertThat(redirect.setCookie())
                .startsWith("__Host-mc-oidc=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure")
                .doesNotContain("Domain");
        assertThat(redirect.toString()).isEqualTo("Redirect[***]");
    }

    @Test
    void complete_whenNobodyKnowsThem_makesAnAccountWithoutRightsOrSession() {
        OidcReturn returned = complete(claims -> claims);

        assertThat(returned.result()).isInstanceOf(ExternalSignIn.Waiting.class);
        User user = user();
        assertThat(user.status()).isEqualTo(UserStatus.PENDING);
        assertThat(user.id().value()).isEqualTo("ada@example.com");
        assertThat(door.sessions.list()).isEmpty();
    }

    @Test
    void complete_whenApproved_startsASession() throws Exception {
        complete(claims -> claims);
        door.users.approve(Actor.system(), user().id(), Role.OPERATOR);

        ExternalSignIn.SignedIn in =
                (ExternalSignIn.SignedIn) complete(claims -> claims).result();

        assertThat(in.session().how()).isEqualTo(SignIn.OIDC);
        assertThat(in.user().role()).isEqualTo(Role.OPERATOR);
        assertThat(door.sessions.peek(in.token())).isPresent();
        assertThat(door.audit()).contains("login");
    }

    @Test
    void complete_whenTheCodeIsRedeemed_sendsTheVerifierOfTheChallenge() throws Exception {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        provider.idToken.set(token(asked.get("nonce"), claims -> claims));

        signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty());

        String verifier =
                Browser.query(URI.create("http://x/?" + provider.form.get())).get("code_verifier");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(asked.get("code_challenge"));
    }

    @Test
    void complete_whenStateIsMissingUnknownOrReused_isRefused() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        provider.idToken.set(token(asked.get("nonce"), claims -> claims));

        assertFault(signIn.complete(browser.back("code", "c"), Optional.empty()), ExternalFault.STATE);
        assertFault(
                signIn.complete(browser.back("state", "x".repeat(43), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
        assertThat(signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty())
                        .result())
                .isInstanceOf(ExternalSignIn.Waiting.class);
        door.clock.pass(Duration.ofMinutes(1));
        assertFault(
                signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
    }

    @Test
    void complete_whenStateIsSaidTwice_isRefused() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        String state = asked.get("state");

        assertFault(
                signIn.complete(browser.back("state", state, "state", state, "code", "c"), Optional.empty()),
                ExternalFault.STATE);
    }

    @Test
    void complete_whenItIsAnotherBrowser_isRefusedAndTheStateIsSpent() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        Browser other = new Browser();
        other.follow(signIn.begin(other.visit("/login"), "/"));
        Browser blank = new Browser();

        assertFault(
                signIn.complete(other.back("state", asked.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
        assertFault(
                signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
        Parameters again = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        assertFault(
                signIn.complete(blank.back("state", again.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
    }

    @Test
    void complete_whenTwoTabsSignIn_eachUsesItsOwnState() {
        Parameters first = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        String cookie = browser.cookie();
        Parameters second = browser.follow(signIn.begin(browser.visit("/login"), "/"));

        assertThat(browser.cookie()).isEqualTo(cookie);
        assertThat(first.get("state")).isNotEqualTo(second.get("state"));
        for (Parameters tab : List.of(second, first)) {
            provider.idToken.set(token(tab.get("nonce"), claims -> claims));
            assertThat(signIn.complete(browser.back("state", tab.get("state"), "code", "c"), Optional.empty())
                            .result())
                    .isInstanceOf(ExternalSignIn.Waiting.class);
        }
    }

    @Test
    void complete_whenTheCodeIsFromAnotherSignIn_isRefusedByItsNonce() {
        assertFault(complete(claims -> claims.claim("nonce", "of another sign-in")), ExternalFault.NONCE);
        assertFault(complete(claims -> claims.claim("nonce", null)), ExternalFault.NONCE);
    }

    @Test
    void complete_whenTheStateIsOld_isRefused() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        door.clock.pass(Duration.ofMinutes(10));

        assertFault(
                signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.STATE);
    }

    @Test
    void complete_whenTheAnswerNamesAnotherIssuer_isRefused() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));

        assertFault(
                signIn.complete(
                        browser.back("state", asked.get("state"), "code", "c", "iss", "https://evil.example"),
                        Optional.empty()),
                ExternalFault.ISSUER);
    }

    @Test
    void complete_whenTheProviderPromisesToNameItself_mustDoSo() {
        provider.metadataExtra.set(",\"authorization_response_iss_parameter_supported\":true");
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));

        assertFault(
                signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty()),
                ExternalFault.ISSUER);
        Parameters again = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        provider.idToken.set(token(again.get("nonce"), claims -> claims));
        assertThat(signIn.complete(
                                browser.back(
                                        "state",
                                        again.get("state"),
                                        "code",
                                        "c",
                                        "iss",
                                        provider.issuer().toString()),
                                Optional.empty())
                        .result())
                .isInstanceOf(ExternalSignIn.Waiting.class);
    }

    @Test
    void complete_whenTheProviderSaysNo_isRefused() {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));

        assertFault(
                signIn.complete(
                        browser.back("state", asked.get("state"), "error", "access_denied", "code", "c"),
                        Optional.empty()),
                ExternalFault.PROVIDER_REFUSED);
    }

    @Test
    void complete_whenTheAddressIsAnAdmins_isStillSomebodyElse() {
        door.add("ada@example.com", Role.ADMIN);

        assertThat(complete(claims -> claims).result()).isInstanceOf(ExternalSignIn.Waiting.class);
        assertThat(user().role()).isEqualTo(Role.VIEWER);
        assertThat(user().id().value()).startsWith("ada@example.com.");
    }

    @Test
    void complete_whenTheAddressChanges_isTheSamePerson() {
        complete(claims -> claims);
        complete(claims -> claims.claim("email", "root@example.com"));

        assertThat(door.users.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "Example.com", "example.com.evil", ""})
    void complete_whenADomainIsAskedFor_refusesOthers(String domain) {
        signIn = over(rules().only(Set.of("example.com")));

        assertFault(complete(claims -> claims.claim("hd", domain)), ExternalFault.DOMAIN);
        assertFault(complete(claims -> claims), ExternalFault.DOMAIN);
        assertFault(complete(claims -> claims.claim("hd", List.of("example.com"))), ExternalFault.CLAIMS);
        assertThat(complete(claims -> claims.claim("hd", "example.com")).result())
                .isInstanceOf(ExternalSignIn.Waiting.class);
    }

    @Test
    void begin_whenTheProviderIsGoneOrSomebodyElse_saysSoAndNothingMore() {
        provider.metadataIssuer.set("https://evil.example");
        assertThat(signIn.begin(browser.visit("/login"), "/")).isEqualTo(new OidcStart.Unavailable("127.0.0.1"));

        provider.close();
        assertThat(over(rules()).begin(browser.visit("/login"), "/")).isEqualTo(new OidcStart.Unavailable("127.0.0.1"));
    }

    @Test
    void begin_whenPlainHttpIsNotLoopback_isRefused() {
        assertThat(signIn.begin(browser.plainVisit("/login"), "/")).isInstanceOf(OidcStart.TlsRequired.class);
    }

    @Test
    void begin_whenOneNetworkAsksTooOften_waits() {
        OidcSignIn slow = OidcSignIn.builder(rules(), desk())
                .clock(door.clock)
                .starts(Rate.perMinute(2), door.clock::nanos)
                .build();

        slow.begin(browser.visit("/login"), "/");
        slow.begin(browser.visit("/login"), "/");

        assertThat(slow.begin(browser.visit("/login"), "/")).isInstanceOf(OidcStart.Throttled.class);
        assertThat(slow.begin(new Browser("198.51.100.7").visit("/login"), "/")).isInstanceOf(OidcStart.Redirect.class);
    }

    @Test
    void begin_whenTheNetworksOfOneSiteRotate_boundsThemTogether() {
        OidcSignIn slow = OidcSignIn.builder(rules(), desk())
                .clock(door.clock)
                .starts(Rate.perMinute(2), door.clock::nanos)
                .build();
        for (int i = 0; i < 8; i++) {
            assertThat(slow.begin(new Browser("2001:db8:1:" + i + "::1").visit("/login"), "/"))
                    .isInstanceOf(OidcStart.Redirect.class);
        }

        assertThat(slow.begin(new Browser("2001:db8:1:ffff::1").visit("/login"), "/"))
                .isInstanceOf(OidcStart.Throttled.class);
        assertThat(slow.begin(new Browser("2001:db8:2::1").visit("/login"), "/"))
                .isInstanceOf(OidcStart.Redirect.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https:evil.example",
                "/%2f/evil",
                "/other",
                "",
                "javascript:x"
            })
    void complete_whenTheLandingIsNotOnTheList_isTheFirstOne(String wanted) {
        signIn = over(rules().landingAt("/home", "/devices"));

        assertThat(landing(wanted)).isEqualTo("/home");
        assertThat(landing("/devices")).isEqualTo("/devices");
    }

    @Test
    void rules_whenTheyCannotBeSafe_fail() {
        URI http = URI.create("http://idp.example.com");
        Secret secret = Secret.of("s");

        assertThatThrownBy(() -> OidcRules.of(http, CLIENT, secret, REDIRECT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OidcRules.of(provider.issuer(), " ", secret, REDIRECT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules().landingAt("//evil")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules().landingAt("https://evil.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rules().toString()).doesNotContain("client-secret");
    }

    @Test
    void hop_whenShown_leadsToThePathOnOurOwnSite() {
        assertThat(SameSiteHop.page("/home"))
                .contains("content=\"0;url=/home\"")
                .contains("href=\"/home\"");
        assertThatThrownBy(() -> SameSiteHop.page("//evil.example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SameSiteHop.page("/\"><script>")).isInstanceOf(IllegalArgumentException.class);
    }

    private String landing(String wanted) {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), wanted));
        provider.idToken.set(token(asked.get("nonce"), claims -> claims));
        return signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty())
                .landing();
    }
}
