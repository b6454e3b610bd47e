package dev.missioncontrol.auth;

import java.util.Locale;

/** Why an account was not made or changed. May grow: keep a default branch. */
public enum UserFault {
    /** There is no such account. */
    NOT_FOUND("No such user"),
    /** The name is taken. */
    NAME_TAKEN("A user of this name exists"),
    /** The name is kept for other uses, or the display name is blank or too long. */
    NAME_REFUSED("This name cannot be used"),
    /** It is the last admin who can sign in. */
    LAST_ADMIN("The last admin cannot be disabled or demoted");

    private final String message;

    UserFault(String message) {
        this.message = message;
    }

    /** A sentence for the person who tried. */
    public String message() {
        return message;
    }

    /** The stable code on the wire, such as {@code user_last_admin}. */
    public String code() {
        return "user_" + name().toLowerCase(Locale.ROOT);
    }
}
