package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One installation in the heap. */
final class House implements AutoCloseable {
    public static final Owner.Backend BACKEND = new Owner.Backend("backend");

    public final ManualClock clock = new ManualClock();
    public final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    public final InMemoryPairingStore store = new InMemoryPairingStore(unit);
    public final TrustEngine engine;
    public final PairingDesk desk;
    public final Devices devices;
    public final BackendTrust backend = new BackendTrust(BACKEND.name(), store, unit, clock);

    public House(TrustPolicy policy) {
        this(policy, builder -> builder);
    }

    public House(TrustPolicy policy, UnaryOperator<TrustEngineBuilder> settings) {
        this(TrustModes.startingWith("only", policy), settings);
    }

    public House(TrustModes modes, UnaryOperator<TrustEngineBuilder> settings) {
        this.engine = settings.apply(patient(modes)).build();
        this.desk = new PairingDesk(engine, store, unit, clock);
        this.devices = new Devices(engine, store, unit, clock);
    }

    /** Another engine of the same house: the policy was changed. */
    public TrustEngine engine(TrustPolicy policy) {
        return patient(TrustModes.startingWith("only", policy)).build();
    }

    /** With a deadline for foreign policies that a busy machine does not miss. */
    private TrustEngineBuilder patient(TrustModes modes) {
        return TrustEngine.builder(modes, store, unit).clock(clock).policyDeadline(Duration.ofSeconds(20));
    }

    public void put(Owner owner, Pairing pairing) {
        unit.commit(tx -> {
            store.put(tx, owner, pairing);
            return owner;
        });
    }

    public void pairBackend(Access access) {
        put(BACKEND, paired(access, null));
    }

    public void pairDevice(VerifiedDevice device, Subject holder, Scope... scopes) {
        UserId user = holder instanceof Subject.Authenticated who ? who.id() : null;
        put(new Owner.Device(device.id()), paired(Access.operator(scopes), user));
    }

    public void revoke(Owner owner) {
        put(owner, new Pairing.Revoked(clock.instant()));
    }

    public List<AuditAction> actions() {
        return unit.read(0, 1_000).stream()
                .map(record -> record.event().action())
                .toList();
    }

    public AuditRecord lastRecord() {
        return unit.read(unit.latest() - 1, 1).get(0);
    }

    private Pairing paired(Access access, @Nullable UserId holder) {
        return new Pairing.Paired(
                access, clock.instant(), Set.of(new UserId("root")), holder, holder == null ? null : Given.LAPTOP);
    }

    @Override
    public void close() {
        engine.close();
    }
}
