package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustRequest;
import java.util.Optional;

/** Whether a caller may manage trust: trusted under the policy in force, with every scope at stake. */
public final class Authority {
    private final TrustEngine engine;

    /** Judges by this engine. */
    public Authority(TrustEngine engine) {
        this.engine = engine;
    }

    /** The caller's name, if they hold {@code operator.pairing} and all of {@code atStake}. */
    public Optional<UserId> over(TrustRequest caller, Access atStake) {
        Access needed = Access.operator(Scope.PAIRING)
                .union(new Access(Access.fullOperator().role(), atStake.scopes()));
        TrustRequest asking =
                new TrustRequest(caller.subject(), caller.device(), caller.traits(), caller.peer(), needed);
        if (!(caller.subject() instanceof Subject.Authenticated who)) {
            return Optional.empty();
        }
        return engine.preview(asking) instanceof TrustDecision.Trusted trusted
                        && trusted.access().covers(needed)
                ? Optional.of(who.id())
                : Optional.empty();
    }
}
