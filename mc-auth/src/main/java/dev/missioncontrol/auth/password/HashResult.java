package dev.missioncontrol.auth.password;

import java.time.Duration;

/** What came of a new password. */
public sealed interface HashResult {

    /** It was hashed. */
    record Hashed(PasswordHash hash) implements HashResult {}

    /** It breaks a rule. */
    record Refused(PasswordFault fault) implements HashResult {}

    /** Too many passwords are being hashed: HTTP 503, try again after {@code retryAfter}. */
    record Busy(Duration retryAfter) implements HashResult {}
}
