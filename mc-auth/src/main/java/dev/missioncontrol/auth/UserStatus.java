package dev.missioncontrol.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an account may be used. May grow: anything but {@link #ENABLED} has no rights. */
public enum UserStatus {
    /** May sign in. */
    ENABLED,
    /** Waits for an admin's approval, or lost it again; has no rights until then. */
    PENDING,
    /** May not sign in; sessions and keys are dead. */
    DISABLED;

    /** The name in stored rows and in JSON: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name, exactly. */
    public static Optional<UserStatus> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(text))
                .findFirst();
    }
}
