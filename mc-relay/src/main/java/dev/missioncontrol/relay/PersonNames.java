package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.UserId;
import java.util.Optional;

/**
 * Names people to a gateway in trusted-proxy mode. Thread-safe; may block. One that throws refuses.
 *
 * <p>Two people never get one name, and one person keeps theirs: the gateway's profiles hang on it.
 */
@FunctionalInterface
public interface PersonNames {

    /** The name the gateway knows this person by; empty refuses the connection. */
    Optional<String> nameOf(UserId user);

    /** Everybody by the id they sign in with. */
    static PersonNames ofIds() {
        return user -> Optional.of(user.value());
    }
}
