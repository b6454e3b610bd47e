package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Whether a caller may manage trust: trusted under the policy in force, with every scope at stake. */
public final class Authority {
    private final TrustEngine engine;
    private final PairingStore store;
    private final UnitOfWork unit;

    /** Judges by this engine, over the store it reads. */
    public Authority(TrustEngine engine, PairingStore store, UnitOfWork unit) {
        this.engine = engine;
        this.store = store;
        this.unit = unit;
    }

    /** The caller, if they hold {@code operator.pairing} and all of {@code atStake}. */
    public Optional<Approver> over(TrustRequest caller, Access atStake) {
        return holding(caller, Access.operator(Scope.PAIRING).union(known(atStake)));
    }

    /** The caller, if the device of this pairing is their own and they hold all it may do, or as {@link #over}. */
    public Optional<Approver> overDevice(TrustRequest caller, Pairing device) {
        if (!(device instanceof Pairing.Paired paired)) {
            return over(caller, Access.operator());
        }
        boolean own = caller.subject() instanceof Subject.Authenticated who
                && who.id().equals(paired.holder());
        return own ? holding(caller, known(paired.access())) : over(caller, paired.access());
    }

    private Optional<Approver> holding(TrustRequest caller, Access needed) {
        String mode = engine.mode();
        return caller.subject() instanceof Subject.Authenticated who
                        && engine.preview(caller.asking(needed)) instanceof TrustDecision.Trusted trusted
                        && trusted.access().covers(needed)
                ? Optional.of(Approver.person(who.id(), mode))
                : Optional.empty();
    }

    /**
     * Carries out what somebody decided, in a transaction of its own. Who was cut off since they were judged, or judged
     * under a policy that is not in force any more, is refused there.
     *
     * @param by who decides; empty if they may not
     */
    public <R> R carryOut(TrustRequest caller, Optional<Approver> by, R refusal, BiFunction<Tx, Approver, R> effect) {
        return by.isEmpty()
                ? refusal
                : unit.commit(tx -> isOverruled(caller, by.get()) ? refusal : effect.apply(tx, by.get()));
    }

    private boolean isOverruled(TrustRequest caller, Approver judged) {
        return !judged.mode().equals(engine.mode()) || isCutOff(caller);
    }

    private boolean isCutOff(TrustRequest caller) {
        boolean device = caller.device() != null
                && store.find(new Owner.Device(caller.device().id())) instanceof Pairing.Revoked;
        return device
                || (caller.subject() instanceof Subject.Authenticated who
                        && store.find(new Owner.User(who.id())) instanceof Pairing.Revoked);
    }

    /** A scope nobody knows is worth nothing: it keeps nobody from cutting its holder off. */
    private static Access known(Access atStake) {
        return new Access(
                ClientRole.OPERATOR,
                atStake.scopes().stream().filter(Scope::isKnown).collect(Collectors.toSet()));
    }
}
