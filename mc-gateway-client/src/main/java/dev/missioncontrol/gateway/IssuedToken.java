package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;

/**
 * A device token that came with a hello, for a role and its scopes.
 *
 * @param token the token
 * @param access what it is for
 */
public record IssuedToken(Secret token, Access access) {
    public IssuedToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(access, "access");
    }
}
