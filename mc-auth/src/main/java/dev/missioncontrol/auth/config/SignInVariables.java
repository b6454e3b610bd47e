package dev.missioncontrol.auth.config;

import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.oidc.OidcRules;
import dev.missioncontrol.auth.proxy.ProxyRules;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads how people sign in elsewhere: at an OpenID provider, or by a proxy's header. */
final class SignInVariables {

    private static final URI GOOGLE = URI.create("https://accounts.google.com");

    private final Variables variables;

    SignInVariables(Variables variables) {
        this.variables = variables;
    }

    Optional<ProxySettings> proxy(Supplier<TrustedProxies> proxies) {
        Optional<String> header = variables.text("MC_PROXY_AUTH_HEADER");
        boolean trusted = variables.text("MC_PROXY_AUTH_TRUSTED_IPS").isPresent();
        if (header.isPresent() != trusted) {
            variables.problem("MC_PROXY_AUTH_HEADER and MC_PROXY_AUTH_TRUSTED_IPS go together");
            return Optional.empty();
        }
        Provisioning newcomers = variables
                .<Provisioning>parsed("MC_PROXY_AUTH_DEFAULT_ROLE", SignInVariables::inRole)
                .orElseGet(Provisioning.AwaitApproval::new);
        return header.flatMap(name -> variables.attempt(
                "MC_PROXY_AUTH_HEADER", () -> new ProxySettings(new ProxyRules(name, proxies.get()), newcomers)));
    }

    Optional<ProviderSettings> provider(Optional<Origin> origin) {
        boolean google = variables.text("GOOGLE_CLIENT_ID").isPresent();
        boolean other = variables.text("MC_OIDC_CLIENT_ID").isPresent()
                || variables.text("MC_OIDC_ISSUER").isPresent();
        if (google && other) {
            variables.problem("GOOGLE_CLIENT_ID and MC_OIDC_ISSUER name two providers; set one of them");
            return Optional.empty();
        }
        if ((google || other) && origin.isEmpty()) {
            variables.problem((google ? "GOOGLE_CLIENT_ID" : "MC_OIDC_CLIENT_ID")
                    + " needs MC_PUBLIC_URL: a provider sends people back there");
        }
        if (google) {
            judgeBrowserId();
            return settings(Optional.of(GOOGLE), "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
        }
        return other
                ? settings(
                        variables.parsed("MC_OIDC_ISSUER", SignInVariables::issuer),
                        "MC_OIDC_CLIENT_ID",
                        "MC_OIDC_CLIENT_SECRET")
                : Optional.empty();
    }

    private Optional<ProviderSettings> settings(Optional<URI> issuer, String idName, String secretName) {
        Optional<String> id = variables.text(idName);
        Optional<Secret> secret = variables.text(secretName).map(Secret::of);
        if (id.isEmpty()) {
            variables.problem(idName + " is missing: without it nobody knows whom a token is for");
        }
        if (secret.isEmpty()) {
            variables.problem(secretName + " is missing: the code of a sign-in is redeemed with it");
        }
        Set<String> domains = variables.list("MC_OIDC_HOSTED_DOMAINS").stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return issuer.flatMap(
                uri -> id.flatMap(name -> secret.map(proof -> new ProviderSettings(uri, name, proof, domains))));
    }

    private void judgeBrowserId() {
        Optional<String> ofBrowser = variables.text("NEXT_PUBLIC_GOOGLE_CLIENT_ID");
        if (ofBrowser.isPresent() && !ofBrowser.equals(variables.text("GOOGLE_CLIENT_ID"))) {
            variables.problem("NEXT_PUBLIC_GOOGLE_CLIENT_ID differs from GOOGLE_CLIENT_ID");
        }
    }

    private static Provisioning inRole(String text) {
        Role role = Role.parse(text).orElseThrow(() -> new IllegalArgumentException("viewer or operator"));
        return new Provisioning.InRole(role);
    }

    private static URI issuer(String text) {
        URI uri = URI.create(text);
        if (!OidcRules.isSafe(uri) || uri.getQuery() != null) {
            throw new IllegalArgumentException("an issuer is an https address without query and fragment");
        }
        return uri;
    }
}
