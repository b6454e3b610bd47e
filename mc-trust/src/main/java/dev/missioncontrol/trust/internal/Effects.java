package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustDecision;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Writes what a ruling leads to, each in one transaction with its record, if what was voted on is still on record. */
public record Effects(
        UnitOfWork unit,
        PairingStore store,
        PendingDesk desk,
        InstantSource clock,
        Function<TrustRequest, Situation> present)
        implements Effect {
    @Override
    public Optional<TrustDecision> approve(TrustRequest request, Situation then, Ruling.OnTheSpot ruling) {
        return unit.commit(tx -> {
            if (!then.equals(present.apply(request))) {
                return Optional.empty();
            }
            Owner owner = new Owner.Device(
                    Objects.requireNonNull(request.device(), "device").id());
            store.put(tx, owner, ruling.pairing());
            PendingDesk.drop(tx, store, pending -> pending.owner().equals(owner));
            tx.record(event(AuditAction.PAIRING_AUTO_APPROVED, request, PendingDesk.name(owner))
                    .with("reason", ruling.reason().wireName())
                    .with("scopes", ruling.decision().access().scopes().toString()));
            return Optional.of(ruling.decision());
        });
    }

    @Override
    public Optional<List<PendingPairing>> ask(TrustRequest request, Situation then, List<AskPairing> asks) {
        Instant now = clock.instant();
        if (asks.stream().allMatch(ask -> ask.owner() instanceof Owner.Backend)) {
            return Optional.of(desk.drafts(request, asks, now));
        }
        return unit.commit(tx -> then.equals(present.apply(request))
                ? Optional.of(asked(tx, desk.drafts(request, asks, now), now))
                : Optional.empty());
    }

    private List<PendingPairing> asked(Tx tx, List<PendingPairing> drafts, Instant now) {
        desk.write(tx, drafts, now);
        return drafts;
    }

    @Override
    public void note(TrustRequest request, Ruling.Overreached ruling) {
        unit.commit(tx -> tx.record(event(AuditAction.POLICY_OVERREACHED, request, "")
                .with("granted", ruling.decision().access().scopes().toString())));
    }

    private static AuditEvent event(AuditAction action, TrustRequest request, String target) {
        String actor = request.subject() instanceof Subject.Authenticated who
                ? who.id().value()
                : AuditEvent.NOBODY;
        return AuditEvent.of(action, actor, target).from(request.peer().address());
    }
}
