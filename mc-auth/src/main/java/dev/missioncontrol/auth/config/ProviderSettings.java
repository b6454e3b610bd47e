package dev.missioncontrol.auth.config;

import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.Set;

/**
 * Sign-in at an OpenID provider.
 *
 * @param issuer the issuer, exactly as its metadata names it
 * @param clientId what the provider knows us by
 * @param clientSecret what we prove it with
 * @param domains the hosted domains whose people are admitted; all if empty
 */
public record ProviderSettings(URI issuer, String clientId, Secret clientSecret, Set<String> domains) {
    public ProviderSettings {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        domains = Set.copyOf(domains);
    }
}
