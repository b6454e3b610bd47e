package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answer to a call. */
public sealed interface Reply {
    /** It worked. */
    record Done(Object payload) implements Reply {}

    /** It did not. */
    record Failed(String code, String message, @Nullable JsonObject details) implements Reply {}

    /** The answer comes later. */
    record Later(CompletionStage<Reply> reply) implements Reply {}

    /** The request itself is wrong, or is denied without a reason. */
    static Reply invalid(String message) {
        return new Failed("INVALID_REQUEST", message, null);
    }

    /** A scope is missing. */
    static Reply missingScope(String scope) {
        JsonObject details = new JsonObject()
                .with("code", "MISSING_SCOPE")
                .with("missingScope", scope)
                .with("requiredScopes", List.of(scope));
        return new Failed("FORBIDDEN", "the scope " + scope + " is missing", details);
    }
}
