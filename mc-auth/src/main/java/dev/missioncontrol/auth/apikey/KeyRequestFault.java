package dev.missioncontrol.auth.apikey;

import java.util.Locale;

/** Why a key was not made. May grow: keep a default branch. */
public enum KeyRequestFault {
    /** The name is blank, longer than 128 characters, or has control characters. */
    NAME("A key needs a name of 1 to 128 characters"),
    /** There is no such user, or the account is disabled. */
    USER("No such user"),
    /** No scope is named: such a key would have no rights. */
    NO_SCOPES("A key needs at least one scope"),
    /** A scope the gateway does not know. */
    UNKNOWN_SCOPE("Unknown scope"),
    /** The expiry is not in the future. */
    EXPIRY("The expiry must lie in the future"),
    /** The expiry exceeds the longest life of keys. */
    TOO_LONG_LIFE("The expiry lies too far in the future"),
    /** The user has as many living keys as may be. */
    TOO_MANY("This user has too many keys"),
    /** The key to be rotated is not good any more, or the key from the environment was replaced here. */
    NOT_GOOD("This key is not in use any more"),
    /** The overlap of a rotation is negative or longer than 30 days. */
    OVERLAP("The overlap must lie between 0 and 30 days"),
    /** A text for a global key that could be guessed. */
    WEAK_TEXT("A global key needs 32 random characters or more");

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
