package dev.missioncontrol.auth.password;

import java.util.Locale;

/** Why a text cannot become a password. May grow: keep a default branch. */
public enum PasswordFault {
    /** Fewer characters than the rules ask for. */
    TOO_SHORT("Password must be at least 12 characters"),
    /** More than 1,024 bytes of UTF-8. */
    TOO_LONG("Password must be at most 1024 bytes"),
    /** Not well-formed Unicode. */
    MALFORMED("Password is not well-formed text"),
    /** It holds a control character, which not every keyboard can repeat. */
    CONTROL_CHARACTER("Password must not contain control characters"),
    /** Fewer characters than this installation asks for beyond twelve. */
    BELOW_MINIMUM("Password is shorter than the minimum set here"),
    /** It is on a list of common passwords, or follows from the name, the product or the keyboard. */
    TOO_COMMON("That password is too common. Choose a stronger one.");

    private final String message;

    PasswordFault(String message) {
        this.message = message;
    }

    /** A sentence for the person who chose it. */
    public String message() {
        return message;
    }

    /** The stable code on the wire, such as {@code password_too_short}. */
    public String code() {
        return "password_" + name().toLowerCase(Locale.ROOT);
    }
}
