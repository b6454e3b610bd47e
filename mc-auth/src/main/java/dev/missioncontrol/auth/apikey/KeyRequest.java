package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name what people call it: 1 to 128 characters
 * @param user on whose behalf it will work
 * @param scopes the most it may be used for: at least one, all of them known
 * @param expiresAt when it ends by itself; null for what {@link KeyRules} say, which is never if nothing is said
 */
public record KeyRequest(
        String name,
        UserId user,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {

    public KeyRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(user, "user");
        scopes = Set.copyOf(scopes);
    }
}
