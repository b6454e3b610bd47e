package dev.missioncontrol.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The {@code role} of a gateway connection: a person's client, or a machine that runs commands. */
public enum ClientRole {
    /** A client that people or their helpers use. */
    OPERATOR,
    /** A machine that offers commands to the gateway. */
    NODE;

    /** The name on the wire: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name, exactly. */
    public static Optional<ClientRole> parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(text))
                .findFirst();
    }
}
