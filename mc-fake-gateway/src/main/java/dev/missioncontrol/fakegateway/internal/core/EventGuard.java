package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.fakegateway.internal.pairing.Scopes;
import java.util.Optional;
import java.util.Set;

/** Which scope a connection needs to see an event. */
final class EventGuard {
    private static final Set<String> FOR_EVERYBODY =
            Set.of("tick", "health", "shutdown", "gateway.suspension", "update.available");

    private EventGuard() {}

    static boolean shows(String event, Session session) {
        Optional<Scope> needed = needed(event);
        return needed.isEmpty()
                || (!session.role().equals("node")
                        && Scopes.satisfy(session.scopes(), needed.get().value()));
    }

    private static Optional<Scope> needed(String event) {
        if (FOR_EVERYBODY.contains(event)) {
            return Optional.empty();
        }
        if (event.startsWith("device.pair.") || event.startsWith("node.pair.")) {
            return Optional.of(Scope.PAIRING);
        }
        if (event.contains(".approval.")) {
            return Optional.of(Scope.APPROVALS);
        }
        if (event.startsWith("terminal.") || event.equals("update.run.changed")) {
            return Optional.of(Scope.ADMIN);
        }
        return Optional.of(event.equals("talk.mode") ? Scope.TALK : Scope.READ);
    }
}
