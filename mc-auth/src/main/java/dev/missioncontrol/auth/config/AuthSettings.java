package dev.missioncontrol.auth.config;

import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.Origin;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of an installation. Immutable; prints no secret.
 *
 * @param hosts the hosts it answers for: {@code MC_ALLOWED_HOSTS}; the loopback ones by default
 * @param publicOrigin where people reach it: {@code MC_PUBLIC_URL}
 * @param proxies whose forwarding headers count: {@code MC_TRUSTED_PROXIES}; nobody's by default
 * @param transport which transport requests may come by: {@code MC_REQUIRE_TLS}
 * @param strictTransport for how long browsers use TLS alone: a year with {@code MC_ENABLE_HSTS}
 * @param firstAdmin who becomes administrator of a fresh installation
 * @param apiKey the global key: {@code API_KEY}
 * @param proxySignIn sign-in by a proxy's header, if {@code MC_PROXY_AUTH_HEADER} names one
 * @param provider sign-in at an OpenID provider, if {@code MC_OIDC_CLIENT_ID} or {@code GOOGLE_CLIENT_ID} is set
 * @param auditRetention how long audit records stay: {@code MC_RETAIN_AUDIT_DAYS}, a year by default; empty for ever
 * @param insecureDoors what was opened that should be shut, by the greppable names of the code: to be logged at start and
 *     shown to administrators
 * @param ignored variables of the dashboard that mean nothing here
 */
public record AuthSettings(
        HostAllowlist hosts,
        Optional<Origin> publicOrigin,
        TrustedProxies proxies,
        TransportRule transport,
        Optional<Duration> strictTransport,
        FirstAdmin firstAdmin,
        Optional<Secret> apiKey,
        Optional<ProxySettings> proxySignIn,
        Optional<ProviderSettings> provider,
        Optional<Duration> auditRetention,
        List<String> insecureDoors,
        List<String> ignored) {

    public AuthSettings {
        Objects.requireNonNull(hosts, "hosts");
        Objects.requireNonNull(proxies, "proxies");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(firstAdmin, "firstAdmin");
        insecureDoors = List.copyOf(insecureDoors);
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads an environment, such as {@code System.getenv()}. An empty variable says as much as none.
     *
     * @throws SettingsException naming every variable that is unknown, wrong, or contradicts another
     */
    public static AuthSettings read(Map<String, String> environment) {
        return new SettingsReader(new Variables(environment)).read();
    }

    /** The guard these settings describe. */
    public RequestGuard guard() {
        RequestGuard guard = RequestGuard.of(hosts).behind(proxies);
        return transport == TransportRule.TLS ? guard.requiringTls() : guard;
    }

    /** The security headers these settings describe. */
    public SecurityHeaders headers() {
        return strictTransport
                .map(age -> SecurityHeaders.standard().withStrictTransport(age))
                .orElseGet(SecurityHeaders::standard);
    }
}
