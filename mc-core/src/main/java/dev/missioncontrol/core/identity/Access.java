package dev.missioncontrol.core.identity;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a connection asks for or may have: one client role and a set of scopes.
 *
 * @param role the client role
 * @param scopes the scopes, sorted by name and unmodifiable
 */
public record Access(ClientRole role, Set<Scope> scopes) {
    private static final Access FULL_OPERATOR = new Access(ClientRole.OPERATOR, Set.copyOf(Scope.KNOWN));

    public Access {
        Objects.requireNonNull(role, "role");
        SortedSet<Scope> sorted = new TreeSet<>(scopes);
        scopes = Collections.unmodifiableSortedSet(sorted);
    }

    /** Operator access with these scopes. */
    public static Access operator(Scope... scopes) {
        return new Access(ClientRole.OPERATOR, Set.of(scopes));
    }

    /** Operator access with every known scope. */
    public static Access fullOperator() {
        return FULL_OPERATOR;
    }

    /** No scopes in this role. */
    public static Access none(ClientRole role) {
        return new Access(role, Set.of());
    }

    /** Tells whether there is not a single scope. */
    public boolean isEmpty() {
        return scopes.isEmpty();
    }

    /** Tells whether a holder of this access satisfies all of {@code wanted}, in the same client role. */
    public boolean covers(Access wanted) {
        if (role != wanted.role) {
            return false;
        }
        int reach = reach();
        for (Scope scope : wanted.scopes) {
            if (!satisfies(reach, scope)) {
                return false;
            }
        }
        return true;
    }

    /** The part of this access that {@code ceiling} covers; never more scopes than were asked for. */
    public Access within(Access ceiling) {
        if (role != ceiling.role) {
            return none(role);
        }
        if (ceiling.covers(this)) {
            return this;
        }
        SortedSet<Scope> kept = new TreeSet<>(scopes);
        int reach = ceiling.reach();
        kept.removeIf(scope -> !ceiling.satisfies(reach, scope));
        return new Access(role, kept);
    }

    /** What both sides cover, implied scopes included; commutative. Different client roles share nothing. */
    public Access intersect(Access other) {
        if (role != other.role) {
            return none(role);
        }
        NavigableSet<Scope> shared = new TreeSet<>(within(other).scopes);
        shared.addAll(other.within(this).scopes);
        int both = reach() & other.reach();
        for (Scope scope : Scope.KNOWN) {
            if ((both & scope.bit()) != 0 && (reach(shared) & scope.bit()) == 0) {
                shared.add(scope);
            }
        }
        return new Access(role, shared);
    }

    /** What either side holds, in this role. */
    public Access union(Access other) {
        if (role != other.role) {
            throw new IllegalArgumentException("accesses of two client roles have no union");
        }
        SortedSet<Scope> all = new TreeSet<>(scopes);
        all.addAll(other.scopes);
        return new Access(role, all);
    }

    private int reach() {
        return reach(scopes);
    }

    private static int reach(Set<Scope> scopes) {
        int reach = 0;
        for (Scope scope : scopes) {
            reach |= scope.reach();
        }
        return reach;
    }

    /** A scope nobody knows is satisfied by itself alone. */
    private boolean satisfies(int reach, Scope wanted) {
        int bit = wanted.bit();
        return bit == 0 ? scopes.contains(wanted) : (reach & bit) != 0;
    }
}
