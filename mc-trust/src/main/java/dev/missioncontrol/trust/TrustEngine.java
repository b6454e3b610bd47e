package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.internal.Ballot;
import dev.missioncontrol.trust.internal.Combination;
import dev.missioncontrol.trust.internal.PendingDesk;
import dev.missioncontrol.trust.internal.PolicyGuard;
import dev.missioncontrol.trust.spi.PairingStore;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the votes of one policy into one decision, and fails closed.
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

    private final TrustPolicy policy;
    private final PolicyGuard guard;
    private final boolean asksForDevice;
    private final boolean takesTime;
    private final PairingStore store;
    private final UnitOfWork unit;
    private final PendingDesk desk;
    private final RoleCeilings ceilings;
    private final Owner.Backend backend;
    private final InstantSource clock;

    TrustEngine(TrustEngineBuilder builder) {
        this.guard = new PolicyGuard(builder.policyDeadline);
        this.policy = guard.guard(builder.policy);
        this.asksForDevice = PolicyGuard.asksForDevice(builder.policy);
        this.takesTime = PolicyGuard.isForeign(builder.policy);
        this.store = builder.store;
        this.unit = builder.unit;
        this.desk = new PendingDesk(builder.store, builder.requestIds, builder.backend, builder.mostPending);
        this.ceilings = builder.ceilings;
        this.backend = builder.backend;
        this.clock = builder.clock;
    }

    /** An engine for this policy, over this store. */
    public static TrustEngineBuilder builder(TrustPolicy policy, PairingStore store, UnitOfWork unit) {
        return new TrustEngineBuilder(policy, store, unit);
    }

    /** Decides. When pairings are missing, the requests for them are on record before this returns. */
    public TrustDecision decide(TrustRequest request) {
        return answer(request, this::ask);
    }

    /** The same answer without any effect: requests that are not on record yet stay off it. */
    public TrustDecision preview(TrustRequest request) {
        return answer(request, (asking, known, asks) -> Optional.of(desk.drafts(asking, asks, clock.instant())));
    }

    private TrustDecision answer(TrustRequest request, Effect effect) {
        try {
            Access effective = ceilings.effective(request.subject(), request.requested());
            return effective.isEmpty() ? new Denied(DenyReason.NO_RIGHTS) : settle(request.asking(effective), effect);
        } catch (RuntimeException lost) {
            log.warn("denied: the store is lost", lost);
            return new Denied(DenyReason.STORE_FAILED);
        }
    }

    /** What was on record at the vote must still be so when the answer is given, or the vote is taken again. */
    private TrustDecision settle(TrustRequest request, Effect effect) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Pairings known = known(request);
            Optional<TrustDecision> decision = judge(request, known, effect);
            if (decision.isPresent() && (!takesTime || known.equals(known(request)))) {
                return decision.get();
            }
        }
        log.warn("denied: the pairings changed at every attempt");
        return new Denied(DenyReason.STORE_FAILED);
    }

    private Optional<TrustDecision> judge(TrustRequest request, Pairings known, Effect effect) {
        if (known.device() instanceof Pairing.Revoked) {
            return Optional.of(new Denied(DenyReason.DEVICE_REVOKED));
        }
        if (known.user() instanceof Pairing.Revoked) {
            return Optional.of(new Denied(DenyReason.USER_REVOKED));
        }
        Ballot ballot = Combination.ballotOf(policy, request, known);
        if (ballot instanceof Ballot.Granted granted) {
            return Optional.of(granted(request, granted));
        }
        if (ballot instanceof Ballot.Asked asked) {
            return asked(request, known, asked, effect);
        }
        return Optional.of(new Denied(ballot instanceof Ballot.Vetoed vetoed ? vetoed.why() : whyNobodySpoke(request)));
    }

    private static TrustDecision granted(TrustRequest request, Ballot.Granted granted) {
        Access access = request.requested().within(granted.upTo());
        return access.isEmpty() ? new Denied(DenyReason.NO_RIGHTS) : new Trusted(granted.basis(), access);
    }

    private static Optional<TrustDecision> asked(
            TrustRequest request, Pairings known, Ballot.Asked asked, Effect effect) {
        if (!asked.asks().stream().allMatch(ask -> isConcerned(request, ask.owner()))) {
            log.warn("denied: a policy asks for the pairing of somebody the request has nothing to do with");
            return Optional.of(new Denied(DenyReason.POLICY_FAILED));
        }
        return effect.apply(request, known, asked.asks())
                .map(pending ->
                        pending.isEmpty() ? new Denied(DenyReason.TOO_MANY_PENDING) : new PairingRequired(pending));
    }

    /** A request may lead to the pairing of its own proven device, its own user, or this backend. */
    private static boolean isConcerned(TrustRequest request, Owner owner) {
        if (owner instanceof Owner.Device device) {
            return request.device() != null && request.device().id().equals(device.id());
        }
        return !(owner instanceof Owner.User user)
                || (request.subject() instanceof Subject.Authenticated who
                        && who.id().equals(user.id()));
    }

    private Optional<List<PendingPairing>> ask(TrustRequest request, Pairings known, List<AskPairing> asks) {
        Instant now = clock.instant();
        if (asks.stream().allMatch(ask -> ask.owner() instanceof Owner.Backend)) {
            return Optional.of(desk.drafts(request, asks, now));
        }
        return unit.commit(tx -> {
            if (!known.equals(known(request))) {
                return Optional.empty();
            }
            List<PendingPairing> drafts = desk.drafts(request, asks, now);
            desk.write(tx, drafts, now);
            return Optional.of(drafts);
        });
    }

    private DenyReason whyNobodySpoke(TrustRequest request) {
        boolean proofWouldHelp =
                asksForDevice && request.device() == null && request.subject() instanceof Subject.Authenticated;
        return proofWouldHelp ? DenyReason.DEVICE_IDENTITY_REQUIRED : DenyReason.NO_POLICY_APPLIED;
    }

    private Pairings known(TrustRequest request) {
        Pairing device = request.device() == null
                ? UNPAIRED
                : store.find(new Owner.Device(request.device().id()));
        Pairing user = request.subject() instanceof Subject.Authenticated who
                ? store.find(new Owner.User(who.id()))
                : UNPAIRED;
        return new Pairings(device, user, store.find(backend));
    }

    /** Ends the threads that foreign policies ran on; whoever asks afterwards is denied by them. */
    @Override
    public void close() {
        guard.close();
    }

    /** What becomes of asks: pending requests, none for want of room; empty if the pairings changed meanwhile. */
    @FunctionalInterface
    private interface Effect {
        Optional<List<PendingPairing>> apply(TrustRequest request, Pairings known, List<AskPairing> asks);
    }
}
