package dev.missioncontrol.auth;

import java.util.Locale;

/** Why an account was not made or changed. May grow: keep a default branch. */
public enum UserFault {
    /** There is no such account. */
    NOT_FOUND("No such user"),
    /** The name is taken. */
    NAME_TAKEN("A user of this name exists"),
    /** The name breaks a rule of {@link LoginName}, or the display name is blank, too long or has control characters. */
    NAME_REFUSED("This name cannot be used"),
    /** It is the last admin who can sign in. */
    LAST_ADMIN("The last admin cannot be disabled or demoted"),
    /** The account does not wait for approval. */
    NOT_PENDING("This user does not wait for approval"),
    /** The external identity is another account's. */
    IDENTITY_TAKEN("Another user signs in with this identity"),
    /** The user signs in elsewhere and has no password here. */
    SIGNS_IN_ELSEWHERE("This user signs in elsewhere and has no password here"),
    /** As many accounts wait for approval as may. */
    TOO_MANY_PENDING("Too many users wait for approval");

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
