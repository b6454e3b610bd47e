package dev.missioncontrol.relay;

import dev.missioncontrol.auth.http.GuardVerdict;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.http.RequestFacts;

/**
 * Guards the door of a standalone relay: judges host, origin and method before the WebSocket handshake. Thread-safe,
 * must not block. One that throws refuses.
 */
@FunctionalInterface
public interface UpgradeGate {

    /** Judges one upgrade request. */
    UpgradeVerdict judge(RequestFacts upgrade);

    /** The guard that stands in front of every other route: hosts, targets, origins. */
    static UpgradeGate of(RequestGuard guard) {
        return upgrade -> guard.judge(upgrade) instanceof GuardVerdict.Rejected rejected
                ? new UpgradeVerdict.Refuse(rejected.status(), rejected.code())
                : new UpgradeVerdict.Admit();
    }
}
