package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.UserId;
import java.util.Set;

/**
 * Who decides about trust.
 *
 * @param name as in the audit log
 * @param people the person whose approval is noted on a pairing, if it is one
 */
public record Approver(String name, Set<UserId> people) {
    /** Whoever has the operating system's rights over the store. */
    public static final Approver HOST = new Approver(AuditEvent.HOST, Set.of());

    /** A person. */
    public static Approver person(UserId id) {
        return new Approver(id.value(), Set.of(id));
    }

    AuditEvent did(AuditAction action, String target) {
        return AuditEvent.of(action, name, target);
    }
}
