package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.schema.Rule;

/**
 * A method that is served.
 *
 * @param params what its parameters must be
 */
public record Method(Rule params, Body body) {
    /** What it does. */
    @FunctionalInterface
    public interface Body {
        /** Carries out a call whose parameters fit. */
        Reply call(Caller caller, JsonObject params);
    }
}
