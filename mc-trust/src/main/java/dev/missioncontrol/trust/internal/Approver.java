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
 * @param mode the mode under which they were judged
 */
public record Approver(String name, Set<UserId> people, String mode) {
    /** Whoever has the operating system's rights over the store. */
    public static final Approver HOST = new Approver(AuditEvent.HOST, Set.of(), "");

    /** A person who was judged under this mode. */
    static Approver person(UserId id, String mode) {
        return new Approver(id.value(), Set.of(id), mode);
    }

    AuditEvent did(AuditAction action, String target) {
        return AuditEvent.of(action, name, target);
    }
}
