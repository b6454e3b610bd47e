package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Several changes of one account that are made together or not at all.
 *
 * @param role the role from now on; null to leave it
 * @param status the status from now on; null to leave it
 * @param password the password from now on; null to leave it
 */
public record AccountEdit(
        @Nullable Role role,
        @Nullable UserStatus status,
        @Nullable Secret password) {

    /** Changes nothing yet. */
    public static AccountEdit none() {
        return new AccountEdit(null, null, null);
    }

    /** A copy with a role. */
    public AccountEdit role(Role next) {
        return new AccountEdit(next, status, password);
    }

    /** A copy with a status. */
    public AccountEdit status(UserStatus next) {
        return new AccountEdit(role, next, password);
    }

    /** A copy with a password. */
    public AccountEdit password(Secret next) {
        return new AccountEdit(role, status, next);
    }
}
