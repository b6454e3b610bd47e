package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The most each role may ever have: a table, so that it can be replaced.
 *
 * <p>The standard one: a viewer reads; an operator also writes and answers approvals, questions and talk; an admin has
 * every known operator scope. Changing the gateway's configuration is an admin's right, because the gateway sees it so.
 */
public final class RoleCeilings {
    private static final RoleCeilings STANDARD = new RoleCeilings(Map.of(
            Role.VIEWER, Access.operator(Scope.READ),
            Role.OPERATOR, Access.operator(Scope.READ, Scope.WRITE, Scope.APPROVALS, Scope.QUESTIONS, Scope.TALK),
            Role.ADMIN, Access.fullOperator()));

    private final Map<Role, Access> table;

    private RoleCeilings(Map<Role, Access> table) {
        this.table = new EnumMap<>(table);
    }

    /** The table above. */
    public static RoleCeilings standard() {
        return STANDARD;
    }

    /** A table of one's own; a role that is left out gets nothing. */
    public static RoleCeilings of(Map<Role, Access> table) {
        return new RoleCeilings(table);
    }

    /** The ceiling of a role. */
    public Access of(Role role) {
        return table.getOrDefault(role, Access.none(ClientRole.OPERATOR));
    }

    /** What every role together may have: what the backend itself has to ask the gateway for. */
    public Access union() {
        return table.values().stream().reduce(Access::union).orElse(Access.none(ClientRole.OPERATOR));
    }

    /**
     * The effective request: known scopes, within the role's ceiling and the credential's cap. A subject without a user
     * has no role to cut by: only unknown scopes go.
     */
    public Access effective(Subject subject, Access requested) {
        Access known = known(requested);
        if (subject instanceof Subject.Authenticated who) {
            return known.within(of(who.role())).within(who.cap());
        }
        return known;
    }

    private static Access known(Access requested) {
        Set<Scope> scopes = requested.scopes();
        return scopes.stream().allMatch(Scope::isKnown)
                ? requested
                : new Access(
                        requested.role(), scopes.stream().filter(Scope::isKnown).collect(Collectors.toSet()));
    }
}
