package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.ExternalDesk;
import dev.missioncontrol.auth.Provisioning;
import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.config.ProviderSettings;
import dev.missioncontrol.auth.oidc.OidcRules;
import dev.missioncontrol.auth.oidc.OidcSignIn;
import dev.missioncontrol.auth.proxy.ProxySignIn;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.examples.dashboard.web.ExternalRoutes;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.net.URI;
import java.util.Optional;

/** Who else may say who somebody is: a proxy in front, an OpenID provider; whichever the environment names. */
record ExternalParts(Optional<ProxySignIn> proxy, Optional<OidcSignIn> provider) {
    /** As the settings say. Nobody is asked yet. */
    static ExternalParts over(AuthSettings settings, JdbcDatabase stores, SignInParts signIn) {
        return new ExternalParts(
                settings.proxySignIn()
                        .map(proxy -> new ProxySignIn(proxy.rules(), desk(stores, signIn, proxy.newcomers()))),
                settings.provider()
                        .map(provider -> OidcSignIn.builder(
                                        rules(provider, settings.publicOrigin().orElseThrow()),
                                        desk(stores, signIn, new Provisioning.AwaitApproval()))
                                .build()));
    }

    private static ExternalDesk desk(JdbcDatabase stores, SignInParts signIn, Provisioning newcomers) {
        return new ExternalDesk(stores, signIn.users(), signIn.sessions(), newcomers);
    }

    private static OidcRules rules(ProviderSettings provider, Origin origin) {
        URI redirect = URI.create(origin + ExternalRoutes.CALLBACK);
        return OidcRules.of(provider.issuer(), provider.clientId(), provider.clientSecret(), redirect)
                .only(provider.domains());
    }
}
