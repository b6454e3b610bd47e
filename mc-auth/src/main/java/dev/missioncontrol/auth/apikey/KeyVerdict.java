package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.User;

/** Whether a presented text is a good key. */
public sealed interface KeyVerdict {

    /** It is; {@code user} is the account it works for, as it is now. */
    record Good(ApiKey key, User user) implements KeyVerdict {}

    /** It is not. The reason is for logs: callers hear one answer. */
    record Refused(KeyFault fault) implements KeyVerdict {}
}
