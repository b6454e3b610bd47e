package dev.missioncontrol.auth;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a sign-in that failed is written down: with the name if somebody has it, and never with what else was typed. */
final class FailedSignIns {

    private static final String UNKNOWN = "(unknown)";

    private final @Nullable NameTag tag;

    FailedSignIns(@Nullable NameTag tag) {
        this.tag = tag;
    }

    void record(Tx tx, Optional<User> user, SignInAttempt attempt) {
        tx.record(event(user.map(User::id), attempt));
    }

    void recordThrottled(Tx tx, Optional<User> user, SignInAttempt attempt, int attempts) {
        tx.record(event(user.map(User::id), attempt)
                .with("reason", "throttled")
                .with("attempts", Integer.toString(attempts)));
    }

    private AuditEvent event(Optional<UserId> known, SignInAttempt attempt) {
        String target = known.map(UserId::value).orElse(UNKNOWN);
        AuditEvent event = attempt.source().addTo(AuditEvent.of(AuditAction.LOGIN_FAILED, AuditEvent.NOBODY, target));
        return known.isPresent() || tag == null ? event : event.with("name_tag", tag.of(attempt.username()));
    }
}
