package dev.missioncontrol.auth.apikey;

/** Why a presented key is worth nothing. May grow: keep a default branch. */
public enum KeyFault {
    /** Not {@code mca_} and 48 lower-case hexadecimal digits. The store was not asked. */
    MALFORMED,
    /** Nobody has such a key. */
    UNKNOWN,
    /** Its time is over. */
    EXPIRED,
    /** It was revoked. */
    REVOKED,
    /** It has no scopes, or they cannot be read. */
    NO_SCOPES,
    /** Its user is gone or disabled. */
    USER
}
