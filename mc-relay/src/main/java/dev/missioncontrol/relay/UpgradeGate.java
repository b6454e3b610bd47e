package dev.missioncontrol.relay;

import dev.missioncontrol.core.http.RequestFacts;

/**
 * Guards the door of a standalone relay: judges host, origin and method before the WebSocket handshake. Thread-safe,
 * must not block. One that throws refuses.
 */
@FunctionalInterface
public interface UpgradeGate {

    /** Judges one upgrade request. */
    UpgradeVerdict judge(RequestFacts upgrade);
}
