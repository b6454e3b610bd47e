package dev.missioncontrol.trust.spi;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;

/**
 * Whose pairing counts, and what happens when it is missing.
 *
 * <p>The rules of the contract: a policy has no side effects and keeps no state between calls; it may be called by many
 * threads at once; it never grants a revoked owner; it denies only with evidence against the request. It may block, but
 * the engine waits 500 ms by default; a policy that throws, returns {@code null} or is late counts as a refusal.
 */
@FunctionalInterface
public interface TrustPolicy {
    /**
     * Votes on one request.
     *
     * @param request the facts, with the effective request in {@link TrustRequest#requested()}
     * @param known what is on record about the owners the request could rest on
     */
    TrustVote vote(TrustRequest request, Pairings known);
}
