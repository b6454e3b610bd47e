package dev.missioncontrol.relay;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.internal.life.RelayCore;
import dev.missioncontrol.trust.TrustEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What gateway clients connect to as if it were the gateway: checks who is calling, lets the trust engine decide, opens
 * a connection to the gateway with the backend's own device and no more scopes than were decided, and carries frames.
 *
 * <p>It knows no web server: an adapter accepts the upgrade and calls {@link #open}. Thread-safe.
 */
public final class GatewayRelay implements AutoCloseable {
    private final RelayCore core;

    GatewayRelay(RelayCore core) {
        this.core = core;
    }

    /** Starts building a relay. */
    public static GatewayRelayBuilder builder(TrustEngine engine, Callers callers, Upstream upstream) {
        return new GatewayRelayBuilder(engine, callers, upstream);
    }

    /**
     * Takes over a WebSocket that was just accepted. The embedder has judged host and origin before; refusals about the
     * caller are given by the relay as answers to {@code connect}, because clients understand those.
     *
     * @param downstream the client's socket
     * @param upgrade the upgrade request
     * @return where the adapter delivers what the client sends
     */
    public RelayInlet open(RelayConnection downstream, RequestFacts upgrade) {
        return core.open(downstream, upgrade);
    }

    /** The clients that are through now. */
    public List<RelayedClient> clients() {
        return core.clients();
    }

    /**
     * Tells whether clients are let in at present, for a readiness check: not while the relay drains or is closed, nor
     * while revocations cannot be seen.
     */
    public boolean isReady() {
        return core.isReady();
    }

    /**
     * Empties the relay before a restart. Nobody is let in any more and no new call is taken; calls that are under way
     * finish; each connection is closed with code 1012 when none is left on it, and all are at the deadline. Close the
     * relay afterwards.
     *
     * @return done when no connection is left
     */
    public CompletionStage<Void> drain(Duration deadline) {
        return core.drain(deadline);
    }

    /** Closes every connection with code 1012, writes the last records and lets the threads go. */
    @Override
    public void close() {
        core.close();
    }
}
