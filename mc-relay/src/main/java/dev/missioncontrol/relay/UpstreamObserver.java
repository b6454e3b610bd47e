package dev.missioncontrol.relay;

import dev.missioncontrol.gateway.ConnectRefusal;

/** Learns what the relay's own connections tell about the backend's standing at the gateway. */
@FunctionalInterface
public interface UpstreamObserver {

    /**
     * The gateway refused the backend's device: somebody withdrew the pairing, or it does not cover what the relay asks
     * for. The control connection should look; {@code BackendTrust} wants to be told what it finds. Called from a worker
     * thread, once for each refused connection.
     */
    void onRefused(ConnectRefusal refusal);
}
