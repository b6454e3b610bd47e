package dev.missioncontrol.trust;

import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.internal.PendingCaps;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Settings of a {@link TrustEngine}. Not thread-safe. */
public final class TrustEngineBuilder {
    final TrustModes modes;
    final PairingStore store;
    final UnitOfWork unit;
    InstantSource clock = InstantSource.system();
    RoleCeilings ceilings = RoleCeilings.standard();
    Owner.Backend backend = new Owner.Backend("backend");
    Duration policyDeadline = Duration.ofMillis(500);
    Supplier<UUID> requestIds = UUID::randomUUID;
    PendingCaps caps = new PendingCaps(100, 30, 10);

    TrustEngineBuilder(TrustModes modes, PairingStore store, UnitOfWork unit) {
        this.modes = Objects.requireNonNull(modes, "modes");
        this.store = Objects.requireNonNull(store, "store");
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    /** The source of time; the system's by default. */
    public TrustEngineBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** What each role may have at most; {@link RoleCeilings#standard()} by default. */
    public TrustEngineBuilder ceilings(RoleCeilings table) {
        this.ceilings = Objects.requireNonNull(table, "table");
        return this;
    }

    /** The name under which the backend's own pairing is kept; {@code backend} by default. */
    public TrustEngineBuilder backend(String name) {
        this.backend = new Owner.Backend(name);
        return this;
    }

    /**
     * How long a foreign policy may take; 500 ms by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TrustEngineBuilder policyDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline is positive");
        }
        this.policyDeadline = deadline;
        return this;
    }

    /** Where ids of pairing requests come from; random ones by default. */
    public TrustEngineBuilder requestIds(Supplier<UUID> source) {
        this.requestIds = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * How many pairing requests may be open at once: together (100 by default), from one network (30 from an IPv4 /24 or
     * IPv6 /64), from one address (10). When there is no room in all, the oldest requests of people nobody knows give
     * way to those of people who signed in.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public TrustEngineBuilder mostPending(int inAll, int perNetwork, int perAddress) {
        this.caps = new PendingCaps(inAll, perNetwork, perAddress);
        return this;
    }

    /** The engine. */
    public TrustEngine build() {
        return new TrustEngine(this);
    }
}
