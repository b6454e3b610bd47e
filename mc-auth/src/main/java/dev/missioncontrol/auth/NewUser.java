package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;

/**
 * An account to be made.
 *
 * @param id the name to sign in with, by the rules of {@link LoginName}
 * @param displayName what others see: 1 to 128 characters
 * @param role what the user may do
 * @param password the first password
 */
public record NewUser(UserId id, String displayName, Role role, Secret password) {

    public NewUser {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(password, "password");
    }
}
