package dev.missioncontrol.gateway.spi;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;
import java.util.Set;

/**
 * A device token as it is kept.
 *
 * @param token the token
 * @param scopes what the connection that received it could do
 */
public record StoredToken(Secret token, Set<Scope> scopes) {
    public StoredToken {
        Objects.requireNonNull(token, "token");
        scopes = Set.copyOf(scopes);
    }
}
