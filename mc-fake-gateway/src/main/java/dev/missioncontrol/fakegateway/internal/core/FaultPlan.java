package dev.missioncontrol.fakegateway.internal.core;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What goes wrong on purpose, each planned fault once. Used on the loop. */
public final class FaultPlan {
    /** A fault in the answer to a {@code connect}. */
    public enum HelloFault {
        /** Another challenge in place of the hello. */
        SECOND_CHALLENGE,
        /** No answer. */
        SILENCE,
        /** A text that is no JSON. */
        MALFORMED
    }

    private final Queue<HelloFault> hellos = new ArrayDeque<>();
    private final Queue<List<String>> extraScopes = new ArrayDeque<>();
    private final Map<String, Integer> unanswered = new HashMap<>();

    /** Plans a fault for the next successful connect. */
    public void plan(HelloFault fault) {
        hellos.add(fault);
    }

    /** Plans scopes that the next hello claims in addition. */
    public void planExtraScopes(List<String> scopes) {
        extraScopes.add(List.copyOf(scopes));
    }

    /** Plans silence for the next call of a method. */
    public void planSilence(String method) {
        unanswered.merge(method, 1, Integer::sum);
    }

    Optional<HelloFault> nextHello() {
        return Optional.ofNullable(hellos.poll());
    }

    List<String> nextExtraScopes() {
        List<String> extra = extraScopes.poll();
        return extra == null ? List.of() : extra;
    }

    boolean leavesUnanswered(String method) {
        Integer left = unanswered.computeIfPresent(method, (m, count) -> count - 1);
        return left != null && left >= 0;
    }
}
