package dev.missioncontrol.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.ExternalSignIn;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.auth.limit.Rate;
import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider on loopback, the sign-in before it, and a browser between them. */
abstract class OidcStage {

    static final String CLIENT = "mc-client";
    static final URI REDIRECT = URI.create("https://mc.example.com/api/auth/oidc/callback");

    final Door door = new Door();
    final Browser browser = new Browser();
    FakeProvider provider;
    OidcSignIn signIn;

    @BeforeEach
    void start() throws IOException {
        provider = FakeProvider.start();
        signIn = over(rules());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    OidcReturn complete(UnaryOperator<JWTClaimsSet.Builder> change) {
        return completeWith(nonce -> token(nonce, change));
    }

    OidcReturn completeWith(UnaryOperator<String> tokenOfNonce) {
        Parameters asked = browser.follow(signIn.begin(browser.visit("/login"), "/"));
        provider.idToken.set(tokenOfNonce.apply(asked.get("nonce")));
        return signIn.complete(browser.back("state", asked.get("state"), "code", "c"), Optional.empty());
    }

    String token(String nonce, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").type(JOSEObjectType.JWT);
        return sign(provider.key, header, change.apply(claims(nonce)));
    }

    JWTClaimsSet.Builder claims(String nonce) {
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

    static String sign(RSAKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    OidcRules rules() {
        return OidcRules.of(provider.issuer(), CLIENT, Secret.of("client-secret"), REDIRECT);
    }

    OidcSignIn over(OidcRules rules) {
        return OidcSignIn.builder(rules, desk())
                .clock(door.clock)
                .random(door.random)
                .starts(Rate.perMinute(1_000), door.clock::nanos)
                .build();
    }

    ExternalDesk desk() {
        return new ExternalDesk(
                door.unit, door.users, door.sessions, new Provisioning.AwaitApproval(), door.clock::nanos);
    }

    User user() {
        return door.users
                .findByIdentity(new ExternalIdentity(provider.issuer().toString(), "subject-1"))
                .orElseThrow();
    }

    void assertFault(OidcReturn returned, ExternalFault why) {
        assertThat(returned.result()).isEqualTo(new ExternalSignIn.Refused(why));
        assertThat(door.sessions.list()).isEmpty();
        assertThat(door.lastRecord().event().detail()).containsEntry("why", why.wireName());
    }
}
