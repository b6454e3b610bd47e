package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A connection that does not come in.
 *
 * @param code the top-level error code
 * @param details the details member, if there is one
 * @param closeCode the close code that follows the answer
 * @param closeReason the close reason, cut by the sender
 */
public record Refusal(String code, String message, @Nullable JsonObject details, int closeCode, String closeReason) {
    private static final int POLICY = 1008;

    /** Refused because the request itself is wrong; no details. */
    static Refusal invalid(String message) {
        return new Refusal("INVALID_REQUEST", message, null, POLICY, message);
    }

    /** Refused with a code in the details. */
    static Refusal coded(String code, String message, JsonObject details) {
        return new Refusal(code, message, details, POLICY, message);
    }

    /** Refused by the credentials. */
    static Refusal auth(AuthFault fault, String canRetryStep, boolean canRetry) {
        JsonObject details = new JsonObject()
                .with("code", fault.code())
                .with("authReason", fault.reason())
                .with("canRetryWithDeviceToken", canRetry)
                .with("recommendedNextStep", canRetryStep);
        return coded("INVALID_REQUEST", "login refused: " + fault.reason(), details);
    }
}
