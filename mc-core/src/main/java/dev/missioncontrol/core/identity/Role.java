package dev.missioncontrol.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the three fixed roles of a person, from the least rights to the most. */
public enum Role {
    /** Looks on: reads dashboards, logs and sessions. */
    VIEWER,
    /** Works with agents: reads, writes, answers approvals and questions. */
    OPERATOR,
    /** Manages users, keys, devices and the gateway itself. */
    ADMIN;

    /** Tells whether a holder of this role may do what {@code required} asks for. */
    public boolean includes(Role required) {
        return compareTo(required) >= 0;
    }

    /** The name used in JSON, configuration and messages: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@linkplain #wireName() wire name}, exactly; anything else is empty and so has no rights. */
    public static Optional<Role> parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(text))
                .findFirst();
    }
}
