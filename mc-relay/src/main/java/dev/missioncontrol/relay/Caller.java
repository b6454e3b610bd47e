package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Subject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose credentials were verified when they connected.
 *
 * @param subject who it is, with role and cap as they were then; never anonymous
 * @param ref what the connection stands on: when it ends, the connection ends
 * @param expiresAt when it ends by itself, if it does
 */
public record Caller(
        Subject subject, CredentialRef ref, @Nullable Instant expiresAt) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the subject is anonymous
     */
    public Caller {
        Objects.requireNonNull(ref, "ref");
        if (!(subject instanceof Subject.Authenticated)) {
            throw new IllegalArgumentException("a caller with a credential is somebody");
        }
    }
}
