package dev.missioncontrol.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.ExternalSignIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must hold, and who must have signed it, before anybody enters by it. */
@Timeout(60)
class OidcTokenTest extends OidcStage {

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
}
