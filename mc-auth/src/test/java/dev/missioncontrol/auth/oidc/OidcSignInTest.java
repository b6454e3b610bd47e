package dev.missioncontrol.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider, a network and a stranger can do to a sign-in. */
@Timeout(60)
class OidcSignInTest {

    private static final String CLIENT = "mc-client";
    private static final URI REDIRECT = URI.create("https://mc.example.com/api/auth/oidc/callback");

    private final Door door = new Door();
    private final Browser browser = new Browser();
    private FakeProvider provider;
    private OidcSignIn signIn;

    @BeforeEach
    void start() throws IOException {
        provider = FakeProvider.start();
        signIn = over(rules());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

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
    void complete_whenIssuerOrAudienceIsWrong_isRefused() {
        assertFault(complete(claims -> claims.issuer("https://evil.example")), ExternalFault.ISSUER);
        assertFault(complete(claims -> claims.issuer(provider.issuer() + "/")), ExternalFault.ISSUER);
        assertFault(complete(claims -> claims.issuer(null)), ExternalFault.ISSUER);
        assertFault(complete(claims -> claims.audience("another-client")), ExternalFault.AUDIENCE);
        assertFault(complete(claims -> claims.audience(List.of(CLIENT, "stranger"))), ExternalFault.AUDIENCE);
        assertFault(complete(claims -> claims.audience((String) null)), ExternalFault.AUDIENCE);
        assertFault(complete(claims -> claims.claim("azp", "another-client")), ExternalFault.AUDIENCE);
    }

    @Test
    void complete_whenTheTimesAreWrong_isRefusedWithAMinuteOfAllowance() {
        Instant now = door.clock.instant();

        assertFault(complete(c -> c.expirationTime(Date.from(now.minusSeconds(60)))), ExternalFault.TIME);
        assertFault(complete(c -> c.expirationTime(null)), ExternalFault.TIME);
        assertFault(complete(c -> c.issueTime(Date.from(now.plusSeconds(62)))), ExternalFault.TIME);
        assertFault(complete(c -> c.issueTime(null)), ExternalFault.TIME);
        assertFault(complete(c -> c.notBeforeTime(Date.from(now.plusSeconds(62)))), ExternalFault.TIME);
        assertThat(complete(c -> c.expirationTime(Date.from(now.minusSeconds(58))))
                        .result())
                .isInstanceOf(ExternalSignIn.Waiting.class);
    }

    @Test
    void complete_whenTheAddressIsNotVerified_isRefused() {
        assertFault(complete(claims -> claims.claim("email_verified", false)), ExternalFault.EMAIL_NOT_VERIFIED);
        assertFault(complete(claims -> claims.claim("email_verified", "true")), ExternalFault.EMAIL_NOT_VERIFIED);
        complete(claims -> claims.claim("email_verified", null));
        assertThat(user().id().value()).isEqualTo("user");
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
    void complete_whenClaimsHaveWrongTypes_isRefused() {
        assertFault(complete(claims -> claims.claim("nonce", 7)), ExternalFault.CLAIMS);
        assertFault(complete(claims -> claims.claim("azp", List.of(CLIENT))), ExternalFault.CLAIMS);
        assertFault(complete(claims -> claims.subject(null)), ExternalFault.CLAIMS);
        assertFault(complete(claims -> claims.subject(" ")), ExternalFault.CLAIMS);
        assertFault(complete(claims -> claims.subject("s".repeat(256))), ExternalFault.CLAIMS);
        assertFault(complete(claims -> claims.claim("exp", "tomorrow")), ExternalFault.SIGNATURE);
    }

    @Test
    void complete_whenNobodySigned_isRefused() {
        assertFault(completeWith(nonce -> new PlainJWT(claims(nonce).build()).serialize()), ExternalFault.SIGNATURE);
    }

    @Test
    void complete_whenSignedWithThePublicKeyAsASecret_isRefused() {
        assertFault(
                completeWith(nonce -> {
                    try {
                        SignedJWT forged = new SignedJWT(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID("first")
                                        .build(),
                                claims(nonce).build());
                        forged.sign(new MACSigner(provider.key.toRSAPublicKey().getEncoded()));
                        return forged.serialize();
                    } catch (JOSEException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                ExternalFault.SIGNATURE);
    }

    @Test
    void complete_whenAStrangerSignedAndBringsTheKey_isRefused() {
        RSAKey own = FakeProvider.key("first");
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK());

        assertFault(completeWith(nonce -> sign(own, header, claims(nonce))), ExternalFault.SIGNATURE);
        assertFault(
                completeWith(nonce -> sign(
                        own,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("first")
                                .jwkURL(URI.create("https://evil.example/keys")),
                        claims(nonce))),
                ExternalFault.SIGNATURE);
    }

    @Test
    void complete_whenItIsAnAccessToken_isRefused() {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").type(new JOSEObjectType("at+jwt"));

        assertFault(completeWith(nonce -> sign(provider.key, header, claims(nonce))), ExternalFault.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJub25lIn0.e30."})
    void complete_whenTheTokenIsNone_isRefused(String token) {
        assertThat(completeWith(nonce -> token).result()).isInstanceOf(ExternalSignIn.Refused.class);
    }

    @Test
    void complete_whenTheKeysWereRolled_readsThemAgainOnceAMinute() {
        complete(claims -> claims);
        RSAKey next = FakeProvider.key("second");
        provider.keys.set(new JWKSet(next.toPublicJWK()));
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("second");

        assertFault(completeWith(nonce -> sign(next, header, claims(nonce))), ExternalFault.SIGNATURE);
        assertThat(provider.keyReads).hasValue(1);
        door.clock.pass(Duration.ofMinutes(1));
        assertThat(completeWith(nonce -> sign(next, header, claims(nonce))).result())
                .isInstanceOf(ExternalSignIn.Waiting.class);
        assertThat(provider.keyReads).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "[]"})
    void complete_whenTheKeysCannotBeRead_saysTheProviderIsAway(String text) {
        provider.keysText.set(text);

        assertThat(complete(claims -> claims).result()).isInstanceOf(ExternalSignIn.Unavailable.class);
    }

    @Test
    void complete_whenTheKeysAreHuge_saysTheProviderIsAway() {
        provider.keysText.set("{\"keys\":[" + " ".repeat(70_000) + "]}");

        assertThat(complete(claims -> claims).result()).isInstanceOf(ExternalSignIn.Unavailable.class);
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

    private OidcReturn complete(UnaryOperator<JWTClaimsSet.Builder> change) {
        return completeWith(nonce -> token(nonce, change));
    }

    private OidcReturn completeWith(UnaryOperator<String> tokenOfNonce) {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        provider.idToken.set(tokenOfNonce.apply(asked.get("nonce")));
        return signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty());
    }

    private String token(String nonce, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").type(JOSEObjectType.JWT);
        return sign(provider.key, header, change.apply(claims(nonce)));
    }

    private JWTClaimsSet.Builder claims(String nonce) {
        Instant now = door.clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer().toString())
                .subject("subject-1")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", "ada@example.com")
                .claim("email_verified", true);
    }

    private static String sign(RSAKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private OidcRules rules() {
        return OidcRules.of(provider.issuer(), CLIENT, Secret.of("client-secret"), REDIRECT);
    }

    private OidcSignIn over(OidcRules rules) {
        return OidcSignIn.builder(rules, desk())
                .clock(door.clock)
                .random(door.random)
                .starts(Rate.perMinute(1_000), door.clock::nanos)
                .build();
    }

    private ExternalDesk desk() {
        return new ExternalDesk(
                door.unit, door.users, door.sessions, new Provisioning.AwaitApproval(), door.clock::nanos);
    }

    private User user() {
        return door.users
                .findByIdentity(new ExternalIdentity(provider.issuer().toString(), "subject-1"))
                .orElseThrow();
    }

    private void assertFault(OidcReturn returned, ExternalFault why) {
        assertThat(returned.result()).isEqualTo(new ExternalSignIn.Refused(why));
        assertThat(door.sessions.list()).isEmpty();
        assertThat(door.lastRecord().event().detail()).containsEntry("why", why.wireName());
    }
}
