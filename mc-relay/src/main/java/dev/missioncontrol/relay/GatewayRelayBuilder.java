package dev.missioncontrol.relay;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.net.TrustedProxies;
import dev.missioncontrol.relay.internal.life.RelayCore;
import dev.missioncontrol.relay.internal.life.RelayDesks;
import dev.missioncontrol.relay.internal.life.RelayParts;
import dev.missioncontrol.relay.internal.life.Timings;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.RevocationFeed;
import dev.missioncontrol.trust.TrustEngine;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link GatewayRelay}. Not thread-safe. */
public final class GatewayRelayBuilder {
    private final TrustEngine engine;
    private final Callers callers;
    private final Upstream upstream;

    private @Nullable AuditLog audit;

    private @Nullable RevocationFeed feed;

    private @Nullable RelayDesks desks;

    private MethodRules rules = MethodRules.standard();
    private TrustedProxies proxies = TrustedProxies.none();
    private RelayListener listener = new RelayListener() {};
    private InstantSource clock = InstantSource.system();
    private SecureRandom random = new SecureRandom();
    private Timings timings = Timings.standard();

    GatewayRelayBuilder(TrustEngine engine, Callers callers, Upstream upstream) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.callers = Objects.requireNonNull(callers, "callers");
        this.upstream = Objects.requireNonNull(upstream, "upstream");
    }

    /** Where connections, calls and refusals are recorded. Must be set: a connection without a record is refused. */
    public GatewayRelayBuilder audit(AuditLog log) {
        this.audit = Objects.requireNonNull(log, "log");
        return this;
    }

    /** What tells of withdrawn trust, so that open connections end. Must be set; the embedder closes it. */
    public GatewayRelayBuilder revocations(RevocationFeed source) {
        this.feed = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Where clients with {@code operator.pairing} manage <em>our</em> devices by the gateway's own requests:
     * {@code device.pair.list}, {@code approve}, {@code reject}, {@code remove}, {@code rename},
     * {@code device.token.rotate} and {@code revoke}, and the events about them. Without, all of these are refused.
     *
     * <p>The backend's own device is in the list, marked, and nobody's to change. To remove a device is to revoke it.
     * {@code publicKey} is an empty text: fingerprints are kept, keys are not.
     */
    public GatewayRelayBuilder desks(PairingDesk pairing, Devices devices, DeviceTokens tokens) {
        this.desks = new RelayDesks(pairing, devices, tokens);
        return this;
    }

    /** Which methods are carried; {@link MethodRules#standard()} by default. */
    public GatewayRelayBuilder methods(MethodRules table) {
        this.rules = Objects.requireNonNull(table, "table");
        return this;
    }

    /** Whose forwarding headers count; nobody's by default. */
    public GatewayRelayBuilder trustedProxies(TrustedProxies ranges) {
        this.proxies = Objects.requireNonNull(ranges, "ranges");
        return this;
    }

    /** Who watches; nobody by default. */
    public GatewayRelayBuilder listener(RelayListener watcher) {
        this.listener = Objects.requireNonNull(watcher, "watcher");
        return this;
    }

    /** The source of time; the system's by default. */
    public GatewayRelayBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** The source of challenges; a new {@link SecureRandom} by default. */
    public GatewayRelayBuilder random(SecureRandom source) {
        this.random = Objects.requireNonNull(source, "source");
        return this;
    }

    GatewayRelayBuilder timings(Timings clocks) {
        this.timings = clocks;
        return this;
    }

    /**
     * The relay; its threads are daemons.
     *
     * @throws IllegalStateException if the audit log or the revocations are missing
     */
    public GatewayRelay build() {
        if (audit == null || feed == null) {
            throw new IllegalStateException("a relay needs audit(…) and revocations(…)");
        }
        RelayCore core = new RelayCore(new RelayParts(
                engine, callers, upstream, audit, feed, desks, rules, proxies, listener, clock, random, timings));
        core.begin();
        return new GatewayRelay(core);
    }
}
