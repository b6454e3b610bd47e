package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.identity.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The gateway's arithmetic of scope names: unknown operator scopes are legal and only admin covers them. */
public final class Scopes {
    private static final String OPERATOR = "operator.";

    private Scopes() {}

    /** Tells whether every wanted scope is held. */
    public static boolean cover(Collection<String> held, Collection<String> wanted) {
        return wanted.stream().allMatch(scope -> satisfy(held, scope));
    }

    /** Tells whether holding these scopes satisfies {@code wanted}. */
    public static boolean satisfy(Collection<String> held, String wanted) {
        return held.contains(wanted) || held.stream().anyMatch(scope -> implies(scope, wanted));
    }

    /** The scopes as a token keeps them: with what admin and write add, sorted, each once. */
    public static List<String> expanded(Collection<String> scopes) {
        Set<String> all = new TreeSet<>(scopes);
        if (all.contains(Scope.ADMIN.value())) {
            all.add(Scope.WRITE.value());
        }
        if (all.contains(Scope.WRITE.value())) {
            all.add(Scope.READ.value());
        }
        return List.copyOf(all);
    }

    /** Both lists after each other, each scope once. */
    public static List<String> union(Collection<String> first, Collection<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private static boolean implies(String held, String wanted) {
        if (held.equals(Scope.ADMIN.value())) {
            return wanted.startsWith(OPERATOR);
        }
        return Scope.isScope(held) && Scope.isScope(wanted) && new Scope(held).satisfies(new Scope(wanted));
    }
}
