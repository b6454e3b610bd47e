package dev.missioncontrol.auth;

import dev.missioncontrol.auth.password.PasswordFault;
import java.time.Duration;

/** What came of a change to an account. */
public sealed interface UserChange {

    /** It is as asked; {@code user} is the account now. */
    record Done(User user) implements UserChange {}

    /** It was refused, and nothing changed. */
    record Refused(UserFault fault) implements UserChange {}

    /** The new password breaks a rule, and nothing changed. */
    record PasswordRefused(PasswordFault fault) implements UserChange {}

    /** Too many passwords are being hashed, and nothing changed: try again after {@code retryAfter}. */
    record Busy(Duration retryAfter) implements UserChange {}
}
