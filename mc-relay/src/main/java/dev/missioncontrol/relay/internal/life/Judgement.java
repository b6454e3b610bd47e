package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.Callers;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Refusals;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges again what an admitted connection stands on. Thread-safe; calls block on stores and policies. */
final class Judgement {
    private static final Logger log = LoggerFactory.getLogger(Judgement.class);

    private final Callers callers;
    private final TrustEngine engine;
    private final InstantSource clock;

    Judgement(Callers callers, TrustEngine engine, InstantSource clock) {
        this.callers = callers;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * How a connection ends that lost what it stands on.
     *
     * @param code the close code of one that is open
     * @param reason its close reason
     * @param refusal what one is told that was about to open
     */
    record End(int code, String reason, Refusal refusal) {}

    /** Why a connection with this standing must end; empty if it stands. Doubt ends it. */
    Optional<End> end(Standing standing) {
        try {
            Caller caller = standing.caller();
            if (caller != null && isOver(caller)) {
                return withdrawn("session expired");
            }
            if (caller != null && !callers.stillHolds(caller)) {
                return withdrawn("signed out, or the account changed");
            }
            if (caller != null && !callers.binds(caller, standing.device())) {
                return withdrawn("the sign-in belongs to another device");
            }
            return end(standing, engine.preview(standing.request()));
        } catch (RuntimeException failed) {
            log.error("a connection was closed because its standing could not be judged", failed);
            return Optional.of(later(
                    "trust cannot be checked",
                    Refusals.unavailable("RELAY_UNAVAILABLE", "this server cannot decide now")));
        }
    }

    private static Optional<End> end(Standing standing, TrustDecision now) {
        if (now instanceof TrustDecision.Trusted trusted) {
            return trusted.access().covers(standing.access()) ? Optional.empty() : withdrawn("access changed");
        }
        if (now instanceof TrustDecision.PairingRequired required
                && required.pending().get(0).owner() instanceof Owner.Backend) {
            return Optional.of(later("this server is not paired with the gateway", Refusals.backendNotPaired("")));
        }
        return withdrawn("access withdrawn");
    }

    private boolean isOver(Caller caller) {
        Instant end = caller.expiresAt();
        return end != null && !end.isAfter(clock.instant());
    }

    /** How everybody ends while revocations cannot be seen. */
    static End stale() {
        return later(
                "trust stale", Refusals.unavailable("RELAY_TRUST_STALE", "this server cannot see revocations now"));
    }

    private static End later(String reason, Refusal refusal) {
        return new End(CloseCodes.AGAIN_LATER, reason, refusal);
    }

    private static Optional<End> withdrawn(String reason) {
        return Optional.of(new End(CloseCodes.AUTHORITY_WITHDRAWN, reason, Refusals.withdrawn()));
    }
}
