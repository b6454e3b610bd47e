package dev.missioncontrol.auth.internal.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.missioncontrol.auth.oidc.OidcRules;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a provider's published metadata.
 *
 * @param authorization where people sign in
 * @param token where codes are redeemed
 * @param keys where the signing keys are
 * @param secretInForm whether the client secret goes into the form, because the provider takes it nowhere else
 * @param namesItself whether its answers name their issuer (RFC 9207)
 */
record ProviderMetadata(URI authorization, URI token, URI keys, boolean secretInForm, boolean namesItself) {

    /** Reads a document that must be this issuer's own (OpenID Connect Discovery section 4.3). */
    static ProviderMetadata parse(String json, OidcRules rules) throws ProviderException {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(json);
            if (!metadata.getIssuer().getValue().equals(rules.issuer().toString())) {
                throw new ProviderException("the metadata names another issuer");
            }
            return new ProviderMetadata(
                    safe(metadata.getAuthorizationEndpointURI()),
                    safe(metadata.getTokenEndpointURI()),
                    safe(metadata.getJWKSetURI()),
                    secretInForm(metadata.getTokenEndpointAuthMethods()),
                    metadata.supportsAuthorizationResponseIssuerParam());
        } catch (ParseException malformed) {
            throw new ProviderException("the metadata cannot be read", malformed);
        }
    }

    private static URI safe(@Nullable URI address) throws ProviderException {
        if (address == null || !OidcRules.isSafe(address)) {
            throw new ProviderException("the metadata names an address that is missing or not protected");
        }
        return address;
    }

    /** Basic authentication is the default (section 3). */
    private static boolean secretInForm(@Nullable List<ClientAuthenticationMethod> methods) {
        return methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }
}
