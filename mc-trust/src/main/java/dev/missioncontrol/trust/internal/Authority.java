package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import java.util.Optional;
import java.util.Set;
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

    /** The caller's name, if they hold {@code operator.pairing} and all of {@code atStake}. */
    public Optional<UserId> over(TrustRequest caller, Access atStake) {
        if (!(caller.subject() instanceof Subject.Authenticated who)) {
            return Optional.empty();
        }
        Access needed = Access.operator(Scope.PAIRING).union(new Access(ClientRole.OPERATOR, worth(atStake)));
        TrustRequest asking =
                new TrustRequest(caller.subject(), caller.device(), caller.traits(), caller.peer(), needed);
        return engine.preview(asking) instanceof TrustDecision.Trusted trusted
                        && trusted.access().covers(needed)
                ? Optional.of(who.id())
                : Optional.empty();
    }

    /** Tells whether the caller was cut off since they were judged: asked again within the transaction they wait for. */
    public boolean isCutOff(TrustRequest caller) {
        boolean device = caller.device() != null
                && store.find(new Owner.Device(caller.device().id())) instanceof Pairing.Revoked;
        return device
                || (caller.subject() instanceof Subject.Authenticated who
                        && store.find(new Owner.User(who.id())) instanceof Pairing.Revoked);
    }

    /** A scope nobody knows is worth nothing: it keeps nobody from cutting its holder off. */
    private static Set<Scope> worth(Access atStake) {
        return atStake.scopes().stream().filter(Scope::isKnown).collect(Collectors.toSet());
    }
}
