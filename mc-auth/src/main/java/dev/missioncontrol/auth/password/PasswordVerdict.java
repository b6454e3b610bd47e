package dev.missioncontrol.auth.password;

/** Whether a password is the stored one. */
public enum PasswordVerdict {
    /** It is. */
    MATCH,
    /** It is, and the stored hash is weaker than what new ones cost: hash the password anew. */
    MATCH_WEAK,
    /** It is not, or nothing readable is stored. */
    MISMATCH,
    /** Unknown: too many passwords are being hashed. */
    BUSY
}
