package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.relay.internal.wire.WireError;
import java.util.Objects;

/**
 * How a connecting client is turned away: an answer to {@code connect}, then a close frame.
 *
 * @param error the answer
 * @param closeCode the close code behind it
 * @param closeReason the text of the close frame
 */
public record Refusal(WireError error, int closeCode, String closeReason) {
    private static final int LONGEST_REASON = 120;

    public Refusal {
        Objects.requireNonNull(error, "error");
        closeReason = closeReason.length() <= LONGEST_REASON ? closeReason : closeReason.substring(0, LONGEST_REASON);
    }

    static Refusal policy(WireError error) {
        return new Refusal(error, 1008, error.message());
    }

    static Refusal later(WireError error) {
        return new Refusal(error, 1013, error.message());
    }

    /** The code that the audit log and listeners see. */
    public String code() {
        return error.decisiveCode();
    }
}
