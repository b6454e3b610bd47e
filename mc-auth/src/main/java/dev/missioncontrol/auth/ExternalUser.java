package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.UserId;
import java.util.Objects;

/**
 * An account to be made for somebody who signs in elsewhere and so has no password here.
 *
 * @param id the name of the account, by the rules of {@link LoginName}
 * @param displayName what others see: 1 to 128 characters
 * @param identity who it is there
 */
public record ExternalUser(UserId id, String displayName, ExternalIdentity identity) {

    public ExternalUser {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(identity, "identity");
    }
}
