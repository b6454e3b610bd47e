package dev.missioncontrol.auth;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import java.util.Map;

/**
 * The rule of roles: a subject may do what asks for a role if its own role includes it and its credential reaches as
 * far.
 *
 * <p>A credential reaches a role if its cap satisfies that role's scope: {@code operator.read} for viewers,
 * {@code operator.write} for operators, {@code operator.admin} for admins. So a read-only key of an admin is no admin.
 */
public final class Rbac {

    private static final Map<Role, Access> REACH = Map.of(
            Role.VIEWER, Access.operator(Scope.READ),
            Role.OPERATOR, Access.operator(Scope.WRITE),
            Role.ADMIN, Access.operator(Scope.ADMIN));

    private Rbac() {}

    /** Decides. Never throws for a subject of whatever kind. */
    public static AccessDecision require(Subject subject, Role required) {
        if (!(subject instanceof Subject.Authenticated known)) {
            return new AccessDecision.Unauthenticated();
        }
        Access reach = REACH.get(required);
        boolean granted =
                known.role().includes(required) && reach != null && known.cap().covers(reach);
        return granted ? new AccessDecision.Granted() : new AccessDecision.Forbidden(required);
    }
}
