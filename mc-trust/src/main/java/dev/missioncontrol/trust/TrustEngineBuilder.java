package dev.missioncontrol.trust;

import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.spi.PairingStore;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Settings of a {@link TrustEngine}. Not thread-safe. */
public final class TrustEngineBuilder {
    final TrustPolicy policy;
    final PairingStore store;
    final UnitOfWork unit;
    InstantSource clock = InstantSource.system();
    RoleCeilings ceilings = RoleCeilings.standard();
    Owner.Backend backend = new Owner.Backend("backend");
    Duration policyDeadline = Duration.ofMillis(500);
    Supplier<UUID> requestIds = UUID::randomUUID;
    int mostPending = 100;

    TrustEngineBuilder(TrustPolicy policy, PairingStore store, UnitOfWork unit) {
        this.policy = Objects.requireNonNull(policy, "policy");
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
     * How many pairing requests may be open at once; 100 by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TrustEngineBuilder mostPending(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one request must find room");
        }
        this.mostPending = most;
        return this;
    }

    /** The engine. */
    public TrustEngine build() {
        return new TrustEngine(this);
    }
}
