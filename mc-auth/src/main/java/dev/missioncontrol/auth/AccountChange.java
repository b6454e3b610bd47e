package dev.missioncontrol.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account, for what hangs on it elsewhere.
 *
 * @param kind what happened
 * @param before the account as it was
 * @param after the account as it is; null if it was deleted
 * @param by who did it
 */
public record AccountChange(
        Kind kind, User before, @Nullable User after, Actor by) {

    /** What happened. May grow: keep a default branch. */
    public enum Kind {
        /** The account was shut. */
        DISABLED,
        /** Its approval was withdrawn. */
        UNAPPROVED,
        /** It is gone. */
        DELETED,
        /** It got a role with fewer rights. */
        DEMOTED,
        /** It got a role with more rights. */
        PROMOTED,
        /** It got another password. */
        PASSWORD_CHANGED
    }

    public AccountChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(by, "by");
    }
}
