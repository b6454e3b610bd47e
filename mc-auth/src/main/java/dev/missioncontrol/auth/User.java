package dev.missioncontrol.auth;

import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param id the name people sign in with
 * @param displayName what others see: 1 to 128 characters
 * @param role what the user may do
 * @param status whether the account may be used
 * @param passwordHash how the password is kept; null if the user signs in another way
 * @param createdAt when the account was made
 * @param identity who the user is where they sign in instead; null if they sign in here
 */
public record User(
        UserId id,
        String displayName,
        Role role,
        UserStatus status,
        @Nullable PasswordHash passwordHash,
        Instant createdAt,
        @Nullable ExternalIdentity identity) {

    private static final int LONGEST = 128;

    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "createdAt");
        if (displayName.isBlank() || displayName.length() > LONGEST) {
            throw new IllegalArgumentException("a display name has 1 to 128 characters");
        }
    }

    /** An account of somebody who signs in here. */
    public User(
            UserId id,
            String displayName,
            Role role,
            UserStatus status,
            @Nullable PasswordHash passwordHash,
            Instant createdAt) {
        this(id, displayName, role, status, passwordHash, createdAt, null);
    }

    /** Tells whether the account may be used. */
    public boolean isEnabled() {
        return status == UserStatus.ENABLED;
    }

    /** A copy in another role. */
    public User withRole(Role other) {
        return new User(id, displayName, other, status, passwordHash, createdAt, identity);
    }

    /** A copy with another status. */
    public User withStatus(UserStatus other) {
        return new User(id, displayName, role, other, passwordHash, createdAt, identity);
    }

    /** A copy with another password. */
    public User withPassword(PasswordHash other) {
        return new User(id, displayName, role, status, other, createdAt, identity);
    }
}
