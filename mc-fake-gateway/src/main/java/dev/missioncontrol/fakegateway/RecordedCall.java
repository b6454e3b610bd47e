package dev.missioncontrol.fakegateway;

import java.time.Instant;

/**
 * A call that reached this gateway: what it was judged on and how it ended.
 *
 * @param connection who called, with the scopes the gateway judged by
 * @param method the method as read off the frame
 * @param paramsJson the parameters as JSON text
 * @param outcome {@code ok}, the top-level error code, {@code waiting}, or {@code unanswered}
 * @param at when it arrived
 */
public record RecordedCall(LiveConnection connection, String method, String paramsJson, String outcome, Instant at) {}
