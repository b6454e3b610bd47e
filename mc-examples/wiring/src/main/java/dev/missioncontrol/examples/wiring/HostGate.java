package dev.missioncontrol.examples.wiring;

import dev.missioncontrol.auth.http.GuardVerdict;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.UpgradeGate;
import dev.missioncontrol.relay.UpgradeVerdict;

/**
 * Lets upgrades through that name a listed host and come from a page of our own, or from no page at all.
 *
 * @param guard the same that stands in front of every route
 */
record HostGate(RequestGuard guard) implements UpgradeGate {
    @Override
    public UpgradeVerdict judge(RequestFacts upgrade) {
        return guard.judge(upgrade) instanceof GuardVerdict.Rejected rejected
                ? new UpgradeVerdict.Refuse(rejected.status(), rejected.code())
                : new UpgradeVerdict.Admit();
    }
}
