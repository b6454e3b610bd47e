package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.Role;
import java.util.Objects;

/** What happens when somebody signs in elsewhere who has no account here yet. */
public sealed interface Provisioning {

    /** They get an account without any right, and wait for an admin. */
    record AwaitApproval() implements Provisioning {}

    /** They get an account in a role at once. */
    record InRole(Role role) implements Provisioning {
        /**
         * Checks the role.
         *
         * @throws IllegalArgumentException if it is admin: nobody becomes one without a person's decision
         */
        public InRole {
            Objects.requireNonNull(role, "role");
            if (role.includes(Role.ADMIN)) {
                throw new IllegalArgumentException("an account is not made admin by itself");
            }
        }
    }
}
