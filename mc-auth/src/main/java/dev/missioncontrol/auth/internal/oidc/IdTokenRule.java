package dev.missioncontrol.auth.internal.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.oidc.OidcRules;
import dev.missioncontrol.core.secret.ConstantTime;
import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule for ID tokens (OpenID Connect Core section 3.1.3.7): which signature, for whom, from whom, when, and for which
 * sign-in.
 */
final class IdTokenRule {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration ALLOWANCE = Duration.ofSeconds(60);
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int LONGEST_SUBJECT = 255;
    private static final int FEWEST_RSA_BITS = 2_048;

    private final OidcRules rules;
    private final ProviderKeys keys;
    private final InstantSource clock;

    IdTokenRule(OidcRules rules, ProviderKeys keys, InstantSource clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    IdTokenVerdict judge(String token, Secret nonce, URI keyAddress) throws ProviderException {
        if (token.length() > LONGEST_TOKEN) {
            return refused(ExternalFault.CLAIMS);
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return isSigned(signed, keyAddress)
                    ? judge(signed.getJWTClaimsSet(), nonce)
                    : refused(ExternalFault.SIGNATURE);
        } catch (ParseException malformed) {
            return refused(ExternalFault.SIGNATURE);
        }
    }

    private boolean isSigned(SignedJWT token, URI keyAddress) throws ProviderException {
        JWSHeader header = token.getHeader();
        boolean typed = header.getType() == null || header.getType().equals(JOSEObjectType.JWT);
        if (!typed || header.getCriticalParams() != null || !ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        for (JWK key : keys.candidates(header, keyAddress)) {
            if (verifies(token, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verifies(SignedJWT token, JWK key) {
        boolean strong = !(key instanceof RSAKey rsa) || rsa.size() >= FEWEST_RSA_BITS;
        if (!strong || !(key instanceof AsymmetricJWK pair)) {
            return false;
        }
        try {
            return token.verify(
                    new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), pair.toPublicKey()));
        } catch (JOSEException unusable) {
            return false;
        }
    }

    private IdTokenVerdict judge(@Nullable JWTClaimsSet claims, Secret nonce) {
        if (claims == null) {
            return refused(ExternalFault.CLAIMS);
        }
        try {
            return firstFault(claims, nonce)
                    .<IdTokenVerdict>map(IdTokenVerdict.Refused::new)
                    .orElseGet(() -> new IdTokenVerdict.Person(claims.getSubject(), name(claims)));
        } catch (ClaimException wrong) {
            return refused(ExternalFault.CLAIMS);
        }
    }

    private Optional<ExternalFault> firstFault(JWTClaimsSet claims, Secret nonce) {
        if (!rules.issuer().toString().equals(claims.getIssuer())) {
            return Optional.of(ExternalFault.ISSUER);
        }
        if (!isForUs(claims)) {
            return Optional.of(ExternalFault.AUDIENCE);
        }
        if (!isNow(claims)) {
            return Optional.of(ExternalFault.TIME);
        }
        if (!text(claims, "nonce")
                .filter(value -> ConstantTime.equal(value, nonce.reveal()))
                .isPresent()) {
            return Optional.of(ExternalFault.NONCE);
        }
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            return Optional.of(ExternalFault.CLAIMS);
        }
        return personFault(claims);
    }

    private Optional<ExternalFault> personFault(JWTClaimsSet claims) {
        @Nullable Object verified = claims.getClaim("email_verified");
        if (verified != null && !isTrue(verified)) {
            return Optional.of(ExternalFault.EMAIL_NOT_VERIFIED);
        }
        boolean admitted = rules.domains().isEmpty()
                || text(claims, "hd").filter(rules.domains()::contains).isPresent();
        return admitted ? Optional.empty() : Optional.of(ExternalFault.DOMAIN);
    }

    /** For us alone: a token that strangers are meant to hold too is one that strangers can present. */
    private boolean isForUs(JWTClaimsSet claims) {
        Optional<String> party = text(claims, "azp");
        return claims.getAudience().equals(List.of(rules.clientId()))
                && party.filter(azp -> !azp.equals(rules.clientId())).isEmpty();
    }

    private boolean isNow(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        return expires != null
                && issued != null
                && now.isBefore(expires.toInstant().plus(ALLOWANCE))
                && !issued.toInstant().isAfter(now.plus(ALLOWANCE))
                && (notBefore == null || !notBefore.toInstant().isAfter(now.plus(ALLOWANCE)));
    }

    /** What others see: a verified address, else the name they go by there. */
    private static String name(JWTClaimsSet claims) {
        Optional<String> address = isTrue(claims.getClaim("email_verified")) ? text(claims, "email") : Optional.empty();
        return address.or(() -> text(claims, "preferred_username")).orElse("user");
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        @Nullable Object value = claims.getClaim(name);
        if (value != null && !(value instanceof String)) {
            throw new ClaimException();
        }
        return Optional.ofNullable((String) value);
    }

    /** The text "true" is none: it is what somebody who may write texts could have written. */
    private static boolean isTrue(@Nullable Object claim) {
        return claim instanceof Boolean verified && verified;
    }

    private static IdTokenVerdict refused(ExternalFault why) {
        return new IdTokenVerdict.Refused(why);
    }

    /** A claim of a wrong type. */
    private static final class ClaimException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
