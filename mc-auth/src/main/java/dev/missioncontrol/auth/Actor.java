package dev.missioncontrol.auth;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.UserId;
import java.util.Objects;

/**
 * Who does something, as the audit log names them.
 *
 * @param name a user id, or a name in parentheses for what is no user
 */
public record Actor(String name) {

    public Actor {
        Objects.requireNonNull(name, "name");
    }

    /** A signed-in user. */
    public static Actor user(UserId id) {
        return new Actor(id.value());
    }

    /** The installation itself: start-up, clean-up, operating-system rights. */
    public static Actor system() {
        return new Actor(AuditEvent.SYSTEM);
    }
}
