package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.Set;

/** The scope of those methods whose parameters decide it. */
final class DynamicScope {
    private static final Set<String> PLAIN_PATCH = Set.of("key", "agentId", "label", "model", "archived");
    private static final Set<String> READS = Set.of("talk.config", "environments.list");

    private DynamicScope() {}

    static String of(String method, JsonObject params) {
        if (method.equals("sessions.patch")) {
            return writeIf(PLAIN_PATCH.containsAll(params.members().keySet()));
        }
        if (method.equals("sessions.delete")) {
            return writeIf(params.isTrue("archivedOnly"));
        }
        return READS.contains(method) ? Scope.READ.value() : Scope.WRITE.value();
    }

    private static String writeIf(boolean harmless) {
        return harmless ? Scope.WRITE.value() : Scope.ADMIN.value();
    }
}
