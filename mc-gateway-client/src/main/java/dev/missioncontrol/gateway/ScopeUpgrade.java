package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.Access;

/** How far a request for wider scopes of this client's own device got. */
public sealed interface ScopeUpgrade {
    /**
     * Somebody has to approve it at the gateway, on loopback too.
     *
     * @param requestId the gateway's pending request: for {@link GatewayClient#awaitScopes}
     */
    record Asked(String requestId) implements ScopeUpgrade {}

    /**
     * It was approved. The wider token is kept and the client connects anew with it; calls in flight answer
     * {@link Reply.Unknown}.
     *
     * @param access what the client asks for from now on
     */
    record Granted(Access access) implements ScopeUpgrade {}

    /**
     * It was not done, not yet, or nobody knows; the client stays as it is.
     *
     * @param reply what the gateway said: {@link Reply.TimedOut} means still waiting
     */
    record NotGranted(Reply reply) implements ScopeUpgrade {}
}
