package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a caller may manage trust: trusted under the policy in force, with every scope at stake. */
public final class Authority {
    private final TrustEngine engine;
    private final PairingStore store;

    /** Judges by this engine, over the store it reads. */
    public Authority(TrustEngine engine, PairingStore store) {
        this.engine = engine;
        this.store = store;
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
     * Tells whether the caller was cut off, or another policy came into force, since they were judged: asked again within
     * the transaction they wait for.
     */
    public boolean isOverruled(TrustRequest caller, Approver judged) {
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
