package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.StoreException;
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
import java.util.ArrayList;
import java.util.Comparator;
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

    private final TrustPolicy policy;
    private final PolicyGuard guard;
    private final boolean asksForDevice;
    private final PairingStore store;
    private final UnitOfWork unit;
    private final PendingDesk desk;
    private final RoleCeilings ceilings;
    private final Owner.Backend backend;
    private final InstantSource clock;
    private final int mostPending;

    TrustEngine(TrustEngineBuilder builder) {
        this.guard = new PolicyGuard(builder.policyDeadline);
        this.policy = guard.guard(builder.policy);
        this.asksForDevice = PolicyGuard.asksForDevice(builder.policy);
        this.store = builder.store;
        this.unit = builder.unit;
        this.desk = new PendingDesk(builder.store, builder.requestIds);
        this.ceilings = builder.ceilings;
        this.backend = builder.backend;
        this.clock = builder.clock;
        this.mostPending = builder.mostPending;
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
        return answer(request, List::copyOf);
    }

    private TrustDecision answer(TrustRequest request, Effect effect) {
        try {
            Access effective = ceilings.effective(request.subject(), request.requested());
            if (effective.isEmpty()) {
                return new Denied(DenyReason.NO_RIGHTS);
            }
            return judge(request.asking(effective), known(request), effect);
        } catch (StoreException lost) {
            log.warn("denied: the store is lost", lost);
            return new Denied(DenyReason.STORE_FAILED);
        }
    }

    private TrustDecision judge(TrustRequest request, Pairings known, Effect effect) {
        if (known.device() instanceof Pairing.Revoked) {
            return new Denied(DenyReason.DEVICE_REVOKED);
        }
        if (known.user() instanceof Pairing.Revoked) {
            return new Denied(DenyReason.USER_REVOKED);
        }
        Ballot ballot = Combination.ballotOf(policy, request, known);
        if (ballot instanceof Ballot.Granted granted) {
            return granted(request, granted);
        }
        if (ballot instanceof Ballot.Asked asked) {
            return asked(request, asked, effect);
        }
        return new Denied(ballot instanceof Ballot.Vetoed vetoed ? vetoed.why() : whyNobodySpoke(request));
    }

    private static TrustDecision granted(TrustRequest request, Ballot.Granted granted) {
        Access access = request.requested().within(granted.upTo());
        return access.isEmpty() ? new Denied(DenyReason.NO_RIGHTS) : new Trusted(granted.basis(), access);
    }

    private TrustDecision asked(TrustRequest request, Ballot.Asked asked, Effect effect) {
        Instant now = clock.instant();
        List<PendingPairing> drafts = new ArrayList<>();
        for (AskPairing ask : asked.asks()) {
            drafts.add(
                    ask.owner() instanceof Owner.Backend
                            ? atGateway(request, ask, now)
                            : desk.draft(request, ask, now));
        }
        drafts.sort(Comparator.comparingInt(TrustEngine::rank));
        return effect.apply(drafts).isEmpty() ? new Denied(DenyReason.TOO_MANY_PENDING) : new PairingRequired(drafts);
    }

    /** The backend asks at the gateway, through its control connection: here its request is only shown. */
    private PendingPairing atGateway(TrustRequest request, AskPairing ask, Instant now) {
        return store.pending(backend, Optional.empty())
                .orElseGet(() -> new PendingPairing(
                        "",
                        backend,
                        null,
                        null,
                        null,
                        ask.why(),
                        request.requested(),
                        now,
                        now.plus(PendingDesk.LIFE)));
    }

    private List<PendingPairing> ask(List<PendingPairing> drafts) {
        List<PendingPairing> ours = drafts.stream()
                .filter(d -> !(d.owner() instanceof Owner.Backend))
                .toList();
        if (ours.isEmpty()) {
            return drafts;
        }
        return unit.commit(tx -> {
            if (openRequests() + ours.size() > mostPending) {
                return List.of();
            }
            ours.forEach(draft -> desk.write(tx, draft));
            return drafts;
        });
    }

    private long openRequests() {
        Instant now = clock.instant();
        return store.allPending().stream()
                .filter(p -> p.expiresAt().isAfter(now))
                .count();
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

    private static int rank(PendingPairing pending) {
        if (pending.owner() instanceof Owner.Backend) {
            return 0;
        }
        return pending.owner() instanceof Owner.User ? 1 : 2;
    }

    /** Ends the threads that foreign policies ran on; whoever asks afterwards is denied by them. */
    @Override
    public void close() {
        guard.close();
    }

    /** What becomes of drafted requests; empty if there is no room for them. */
    @FunctionalInterface
    private interface Effect {
        List<PendingPairing> apply(List<PendingPairing> drafts);
    }
}
