package dev.missioncontrol.auth.session;

import java.util.Locale;

/** Why a session ended. May grow: keep a default branch. */
public enum SessionEnd {
    /** Its user signed out. */
    SIGNED_OUT,
    /** Its browser signed in anew. */
    REPLACED,
    /** Its user or an admin ended it from the list. */
    ENDED,
    /** Its time was over, or nobody used it. */
    EXPIRED,
    /** The user had too many: the oldest went. */
    CROWDED_OUT,
    /** The password changed. */
    PASSWORD_CHANGED,
    /** The role changed. */
    ROLE_CHANGED,
    /** The device it is bound to was revoked. */
    DEVICE_REVOKED,
    /** The account was disabled. */
    USER_DISABLED,
    /** The account's approval was withdrawn. */
    USER_UNAPPROVED,
    /** The account was deleted. */
    USER_DELETED;

    /** The name in audit records: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
