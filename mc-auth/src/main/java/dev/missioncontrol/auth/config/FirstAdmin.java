package dev.missioncontrol.auth.config;

import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * Who becomes administrator of a fresh installation.
 *
 * @param id the name: {@code AUTH_USER}, {@code admin} by default
 * @param password the first password: {@code AUTH_PASS} or {@code AUTH_PASS_B64}; without one, the one-time bootstrap
 *     secret is printed
 */
public record FirstAdmin(UserId id, Optional<Secret> password) {
    public FirstAdmin {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(password, "password");
    }
}
