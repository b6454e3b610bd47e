package dev.missioncontrol.auth.oidc;

import dev.missioncontrol.core.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which provider people sign in at, and what is asked of them.
 *
 * @param issuer the issuer, exactly as its metadata and its tokens name it
 * @param clientId what the provider knows us by: the only audience of a token
 * @param clientSecret what we redeem codes with
 * @param redirect where the provider sends people back: our callback, as it is registered there
 * @param domains the hosted domains (claim {@code hd}) whose people are admitted; all if empty
 * @param landings the paths people may be sent to afterwards; the first one unless another is asked for
 */
public record OidcRules(
        URI issuer, String clientId, Secret clientSecret, URI redirect, Set<String> domains, List<String> landings) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if an address is neither https nor on loopback, the client id is blank, or a
     *     landing is no plain path
     */
    public OidcRules {
        Objects.requireNonNull(clientSecret, "clientSecret");
        domains = Set.copyOf(domains);
        landings = List.copyOf(landings);
        if (!isSafe(issuer) || !isSafe(redirect) || issuer.getQuery() != null) {
            throw new IllegalArgumentException("issuer and redirect are https addresses, or on loopback");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("without a client id nobody knows whom a token is for");
        }
        if (landings.isEmpty() || !landings.stream().allMatch(OidcRules::isPath)) {
            throw new IllegalArgumentException("a landing is a path of this server, such as /");
        }
    }

    /** People of every domain, sent to {@code /} afterwards. */
    public static OidcRules of(URI issuer, String clientId, Secret clientSecret, URI redirect) {
        return new OidcRules(issuer, clientId, clientSecret, redirect, Set.of(), List.of("/"));
    }

    /** A copy for people of these hosted domains alone. */
    public OidcRules only(Set<String> hosted) {
        return new OidcRules(issuer, clientId, clientSecret, redirect, hosted, landings);
    }

    /** A copy with other landings. */
    public OidcRules landingAt(String first, String... others) {
        List<String> all = Stream.concat(Stream.of(first), Stream.of(others)).toList();
        return new OidcRules(issuer, clientId, clientSecret, redirect, domains, all);
    }

    /** Tells whether bytes to this address are protected: by TLS, or because they never leave the machine. */
    public static boolean isSafe(URI address) {
        boolean http = "http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost()));
        return address.getHost() != null
                && address.getUserInfo() == null
                && address.getFragment() == null
                && (http || "https".equals(address.getScheme()));
    }

    private static boolean isPath(String path) {
        return path.matches("/([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)?");
    }
}
