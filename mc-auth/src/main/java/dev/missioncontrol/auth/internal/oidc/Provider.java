package dev.missioncontrol.auth.internal.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.missioncontrol.auth.ExternalFault;
import dev.missioncontrol.auth.oidc.OidcRules;
import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One OpenID provider: where to send people, and what its answers mean. Thread-safe. */
public final class Provider {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration LIFE = Duration.ofHours(1);

    private record Known(ProviderMetadata metadata, Instant at) {}

    private final OidcRules rules;
    private final InstantSource clock;
    private final ProviderHttp http = new ProviderHttp();
    private final IdTokenRule tokens;
    private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();

    /** Asks nobody yet. */
    public Provider(OidcRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.tokens = new IdTokenRule(rules, new ProviderKeys(http, clock), clock);
    }

    /** The address to send a browser to. */
    public URI authorization(Secret state, Secret nonce, Secret verifier) throws ProviderException {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "email", "profile"),
                        new ClientID(rules.clientId()),
                        rules.redirect())
                .endpointURI(metadata().authorization())
                .state(new State(state.reveal()))
                .nonce(new Nonce(nonce.reveal()))
                .codeChallenge(new CodeVerifier(verifier.reveal()), CodeChallengeMethod.S256);
        if (rules.domains().size() == 1) {
            request.customParameter("hd", rules.domains().iterator().next());
        }
        return request.build().toURI();
    }

    /** Tells whether an answer is this provider's (RFC 9207): it must say so if it ever does. */
    public boolean isFrom(CallbackQuery query) throws ProviderException {
        Optional<String> said = query.issuer();
        return said.isPresent()
                ? said.get().equals(rules.issuer().toString())
                : !metadata().namesItself();
    }

    /** Redeems a code and judges the token that comes of it. */
    public IdTokenVerdict redeem(Secret code, Secret verifier, Secret nonce) throws ProviderException {
        ProviderMetadata metadata = metadata();
        Optional<String> token = idToken(metadata, code, verifier);
        return token.isPresent()
                ? tokens.judge(token.get(), nonce, metadata.keys())
                : new IdTokenVerdict.Refused(ExternalFault.PROVIDER_REFUSED);
    }

    private Optional<String> idToken(ProviderMetadata metadata, Secret code, Secret verifier) throws ProviderException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code.reveal()), rules.redirect(), new CodeVerifier(verifier.reveal()));
        HTTPRequest request = new TokenRequest.Builder(metadata.token(), authentication(metadata), grant)
                .build()
                .toHTTPRequest();
        ProviderHttp.Answer answer = http.post(metadata.token(), request.getHeaderMap(), request.getBody());
        if (answer.status() >= 500) {
            throw new ProviderException("the provider is broken");
        }
        try {
            HTTPResponse response = new HTTPResponse(answer.status());
            response.setContentType("application/json");
            response.setBody(answer.body());
            TokenResponse parsed = OIDCTokenResponseParser.parse(response);
            return parsed instanceof OIDCTokenResponse success
                    ? Optional.ofNullable(success.getOIDCTokens().getIDTokenString())
                    : Optional.empty();
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private ClientAuthentication authentication(ProviderMetadata metadata) {
        ClientID id = new ClientID(rules.clientId());
        com.nimbusds.oauth2.sdk.auth.Secret secret =
                new com.nimbusds.oauth2.sdk.auth.Secret(rules.clientSecret().reveal());
        return metadata.secretInForm() ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    private ProviderMetadata metadata() throws ProviderException {
        Instant now = clock.instant();
        Known known = latest.get();
        if (known != null && now.isBefore(known.at().plus(LIFE))) {
            return known.metadata();
        }
        String issuer = rules.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        ProviderHttp.Answer answer = http.get(URI.create(base + DISCOVERY));
        if (answer.status() != 200) {
            throw new ProviderException("the metadata cannot be read");
        }
        ProviderMetadata fresh = ProviderMetadata.parse(answer.body(), rules);
        latest.set(new Known(fresh, now));
        return fresh;
    }
}
