package dev.missioncontrol.auth.apikey;

import java.util.Locale;

/** Why a key was not made. May grow: keep a default branch. */
public enum KeyRequestFault {
    /** The name is blank or longer than 128 characters. */
    NAME("A key needs a name of 1 to 128 characters"),
    /** There is no such user, or the account is disabled. */
    USER("No such user"),
    /** No scope is named: such a key would have no rights. */
    NO_SCOPES("A key needs at least one scope"),
    /** A scope the gateway does not know. */
    UNKNOWN_SCOPE("Unknown scope"),
    /** The expiry is not in the future. */
    EXPIRY("The expiry must lie in the future");

    private final String message;

    KeyRequestFault(String message) {
        this.message = message;
    }

    /** A sentence for the person who asked. */
    public String message() {
        return message;
    }

    /** The stable code on the wire, such as {@code key_no_scopes}. */
    public String code() {
        return "key_" + name().toLowerCase(Locale.ROOT);
    }
}
