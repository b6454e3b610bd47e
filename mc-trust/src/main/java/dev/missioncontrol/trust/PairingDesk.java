package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.internal.Approver;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.internal.Register;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where people approve and reject pairing requests.
 *
 * <p>Whose approval counts: the caller must be trusted under the policy in force, hold {@code operator.pairing} and every
 * scope at stake; so nobody approves more than they have. Under a policy that asks for devices the caller's own device
 * has to be trusted already, so a device cannot approve itself. Thread-safe; calls block on the store.
 */
public final class PairingDesk {
    private static final DeskResult NOT_ALLOWED = new Refused(Fault.NOT_ALLOWED);

    private final PairingStore store;
    private final InstantSource clock;
    private final Authority authority;
    private final Register register;

    /** Over the same stores as {@code engine}, which also judges the callers. */
    public PairingDesk(TrustEngine engine, PairingStore store, UnitOfWork unit, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.authority = new Authority(engine, store, unit);
        this.register = new Register(store, clock, List.of());
    }

    /** What waits for approval, oldest first. The backend's request is among it, though only the gateway approves it. */
    public List<PendingPairing> pending() {
        Instant now = clock.instant();
        return store.allPending().stream()
                .filter(pending -> waits(pending, now))
                .toList();
    }

    /** The request of this id; empty if it does not wait, or not any more. */
    public Optional<PendingPairing> pending(String requestId) {
        Instant now = clock.instant();
        return store.pending(requestId).filter(pending -> waits(pending, now));
    }

    /** What is on record about whoever a request is for: what became of it, once it waits no more. */
    public Pairing pairing(Owner owner) {
        return store.find(owner);
    }

    /** The tombstone of the device that makes a request, if it was revoked and forgotten before. */
    public Optional<Tombstone> history(PendingPairing pending) {
        return pending.device() != null
                        && store.find(new Owner.Device(pending.device())) instanceof Pairing.Unpaired unpaired
                ? Optional.ofNullable(unpaired.tombstone())
                : Optional.empty();
    }

    /**
     * Approves a request as it stands.
     *
     * @param caller the facts of the connection that approves; what it asks for is not looked at
     */
    public DeskResult approve(String requestId, TrustRequest caller) {
        return settle(requestId, caller, (tx, by) -> register.approve(tx, requestId, by));
    }

    /** Rejects a request; it may be asked again. */
    public DeskResult reject(String requestId, TrustRequest caller) {
        return settle(requestId, caller, (tx, by) -> register.reject(tx, requestId, by));
    }

    /**
     * Takes a person's own pairing away, as {@link TrustPolicies#perUser} looks at it: they have to ask again. Their open
     * sockets are judged anew within a heartbeat.
     */
    public DeskResult withdraw(UserId person, TrustRequest caller) {
        Access atStake = store.find(new Owner.User(person)) instanceof Pairing.Paired paired
                ? paired.access()
                : Access.operator();
        return authority.carryOut(
                caller, authority.over(caller, atStake), NOT_ALLOWED, (tx, by) -> register.withdraw(tx, person, by));
    }

    private DeskResult settle(String requestId, TrustRequest caller, BiFunction<Tx, Approver, DeskResult> settlement) {
        Optional<PendingPairing> seen = store.pending(requestId);
        if (seen.isEmpty()) {
            return new Refused(Fault.UNKNOWN);
        }
        Optional<Approver> by = isOwnDevice(caller, seen.get())
                ? Optional.empty()
                : authority.over(caller, seen.get().requested());
        return authority.carryOut(caller, by, NOT_ALLOWED, settlement);
    }

    private static boolean waits(PendingPairing pending, Instant now) {
        return pending.owner() instanceof Owner.Backend || pending.expiresAt().isAfter(now);
    }

    private static boolean isOwnDevice(TrustRequest caller, PendingPairing pending) {
        return caller.device() != null && caller.device().id().equals(pending.device());
    }
}
