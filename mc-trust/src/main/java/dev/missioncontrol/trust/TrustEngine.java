package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.internal.ArmedPolicy;
import dev.missioncontrol.trust.internal.Effect;
import dev.missioncontrol.trust.internal.Effects;
import dev.missioncontrol.trust.internal.PendingDesk;
import dev.missioncontrol.trust.internal.PolicyGuard;
import dev.missioncontrol.trust.internal.Preview;
import dev.missioncontrol.trust.internal.Ruling;
import dev.missioncontrol.trust.internal.Situation;
import dev.missioncontrol.trust.spi.PairingStore;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the votes of the policy in force into one decision, and fails closed.
 *
 * <p>Before the policy votes, the engine cuts the request to what the role, the credential and the known scopes allow,
 * and denies revoked devices and users. Whatever goes wrong — a policy that throws, hangs or returns nothing, a store
 * that is lost — is a denial.
 *
 * <p>Thread-safe. {@link #decide} and {@link #preview} may block on the store and on foreign policies.
 */
public final class TrustEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrustEngine.class);
    private static final Pairing UNPAIRED = new Pairing.Unpaired();
    private static final int MOST_ATTEMPTS = 3;

    private final PolicyGuard guard;
    private final List<String> modes;
    private final Map<String, ArmedPolicy> policies = new HashMap<>();
    private final PairingStore store;
    private final Effect effects;
    private final Effect preview;
    private final RoleCeilings ceilings;
    private final Owner.Backend backend;
    private final InstantSource clock;

    TrustEngine(TrustEngineBuilder builder) {
        this.guard = new PolicyGuard(builder.policyDeadline);
        this.modes = builder.modes.names();
        builder.modes.policies().forEach((name, policy) -> policies.put(name, ArmedPolicy.of(policy, guard)));
        this.store = builder.store;
        PendingDesk desk = new PendingDesk(builder.store, builder.requestIds, builder.backend, builder.caps);
        this.effects = new Effects(builder.unit, builder.store, desk, builder.clock, this::situation);
        this.preview = new Preview(desk, builder.clock);
        this.ceilings = builder.ceilings;
        this.backend = builder.backend;
        this.clock = builder.clock;
    }

    /** An engine for this policy, over this store. */
    public static TrustEngineBuilder builder(TrustPolicy policy, PairingStore store, UnitOfWork unit) {
        return builder(TrustModes.startingWith("standard", policy), store, unit);
    }

    /** An engine whose policy can be switched while it runs, over this store. */
    public static TrustEngineBuilder builder(TrustModes modes, PairingStore store, UnitOfWork unit) {
        return new TrustEngineBuilder(modes, store, unit);
    }

    /** Decides. When pairings are missing, the requests for them are on record before this returns. */
    public TrustDecision decide(TrustRequest request) {
        return answer(request, effects);
    }

    /** The same answer without any effect: requests that are not on record yet stay off it. */
    public TrustDecision preview(TrustRequest request) {
        return answer(request, preview);
    }

    /** The names of the modes, the standard one first. */
    public List<String> modes() {
        return modes;
    }

    /** The name of the mode in force. It blocks on the store. */
    public String mode() {
        return store.mode().orElse(modes.get(0));
    }

    private TrustDecision answer(TrustRequest request, Effect effect) {
        try {
            TrustRequest effective = effective(request);
            return effective.requested().isEmpty() ? new Denied(DenyReason.NO_RIGHTS) : settle(effective, effect);
        } catch (RuntimeException lost) {
            log.warn("denied: the store is lost", lost);
            return new Denied(DenyReason.STORE_FAILED);
        }
    }

    /** What was on record at the vote must still be so when the answer is given, or the vote is taken again. */
    private TrustDecision settle(TrustRequest request, Effect effect) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Situation situation = situation(request);
            ArmedPolicy policy = policies.get(situation.mode());
            if (policy == null) {
                log.error("denied: the store names a mode this program does not know");
                return new Denied(DenyReason.POLICY_FAILED);
            }
            Optional<TrustDecision> decision =
                    carryOut(policy.rule(request, situation.known(), clock.instant()), request, situation, effect);
            if (decision.isPresent() && (!policy.takesTime() || situation.equals(situation(request)))) {
                return decision.get();
            }
        }
        log.warn("denied: what is on record changed at every attempt");
        return new Denied(DenyReason.STORE_FAILED);
    }

    private Optional<TrustDecision> carryOut(Ruling ruling, TrustRequest request, Situation situation, Effect effect) {
        if (ruling instanceof Ruling.OnTheSpot onTheSpot) {
            return effect.approve(request, situation, onTheSpot);
        }
        if (ruling instanceof Ruling.Overreached overreached) {
            effect.note(request, overreached);
            return Optional.of(overreached.decision());
        }
        if (ruling instanceof Ruling.Asked asked) {
            return effect.ask(request, situation, asked.asks())
                    .map(pending ->
                            pending.isEmpty() ? new Denied(DenyReason.TOO_MANY_PENDING) : new PairingRequired(pending));
        }
        return Optional.of(((Ruling.Settled) ruling).decision());
    }

    /** The request as a policy sees it: what role, credential and the known scopes leave of it. */
    TrustRequest effective(TrustRequest request) {
        return request.asking(ceilings.effective(request.subject(), request.requested()));
    }

    /** What another mode would say about an effective request, if this were on record; nothing is written. */
    Ruling ruling(String mode, TrustRequest effective, Pairings known) {
        return Optional.ofNullable(policies.get(mode)).orElseThrow().rule(effective, known, clock.instant());
    }

    Situation situation(TrustRequest request) {
        Pairing device = request.device() == null
                ? UNPAIRED
                : store.find(new Owner.Device(request.device().id()));
        Pairing user = request.subject() instanceof Subject.Authenticated who
                ? store.find(new Owner.User(who.id()))
                : UNPAIRED;
        return new Situation(mode(), new Pairings(device, user, store.find(backend)));
    }

    /** Ends the threads that foreign policies ran on; whoever asks afterwards is denied by them. */
    @Override
    public void close() {
        guard.close();
    }
}
