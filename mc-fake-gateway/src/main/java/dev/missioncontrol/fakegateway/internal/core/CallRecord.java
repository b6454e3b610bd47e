package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.rpc.Caller;
import java.time.Instant;

/**
 * One call that reached this gateway.
 *
 * @param paramsJson the parameters as JSON text
 * @param outcome {@code ok}, the error code, or {@code waiting}
 */
public record CallRecord(Caller caller, String method, String paramsJson, String outcome, Instant at) {}
