package dev.missioncontrol.trust;

import dev.missioncontrol.core.secret.Secret;
import java.util.Objects;

/** What became of a request for a device token. */
public sealed interface TokenIssue {
    /**
     * Issued, and recorded.
     *
     * @param token the text, shown this once
     * @param record what is on record about it
     */
    record Issued(Secret token, DeviceToken record) implements TokenIssue {
        public Issued {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(record, "record");
        }
    }

    /** Not issued; nothing changed. */
    record Refused(DeskResult.Fault fault) implements TokenIssue {}
}
