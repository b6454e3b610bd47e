package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.BackendObservation.Confirmed;
import dev.missioncontrol.trust.BackendObservation.Waiting;
import dev.missioncontrol.trust.BackendObservation.Withdrawn;
import dev.missioncontrol.trust.internal.PendingDesk;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The backend's own pairing, which lives at the gateway: what is kept here is a cache of what the control connection
 * observed, and this is its only writer. Nobody can approve it here. Thread-safe; calls block on the store.
 */
public final class BackendTrust {
    private final Owner.Backend owner;
    private final PairingStore store;
    private final UnitOfWork unit;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> confirmedAt = new AtomicReference<>();

    /** For the backend of this name, which the engine must know by the same one. */
    public BackendTrust(String name, PairingStore store, UnitOfWork unit, InstantSource clock) {
        this.owner = new Owner.Backend(name);
        this.store = store;
        this.unit = unit;
        this.clock = clock;
    }

    /**
     * Takes in what the control connection learnt; what changes is recorded. A pairing that ends or gets narrower raises
     * the epoch, so that what rests on it is judged anew.
     */
    public void observe(BackendObservation observation) {
        if (observation instanceof Confirmed confirmed) {
            confirm(confirmed);
        } else if (observation instanceof Waiting waiting) {
            await(waiting);
        } else if (observation instanceof Withdrawn withdrawn) {
            withdraw(withdrawn);
        }
    }

    /** What is on record. */
    public Pairing pairing() {
        return store.find(owner);
    }

    /** The request that waits at the gateway, if one does. */
    public Optional<PendingPairing> pending() {
        return store.pending(owner, Optional.empty());
    }

    /** When the gateway last let the backend in, in the life of this process. */
    public Optional<Instant> confirmedAt() {
        return Optional.ofNullable(confirmedAt.get());
    }

    private void confirm(Confirmed confirmed) {
        changeUnless(() -> isOnRecord(confirmed), tx -> {
            Pairing before = store.find(owner);
            Instant since = before instanceof Pairing.Paired paired ? paired.since() : clock.instant();
            if (before instanceof Pairing.Paired paired && !confirmed.granted().covers(paired.access())) {
                tx.revoke(new Revocation.OfBackend(owner.name()));
            }
            store.put(tx, owner, new Pairing.Paired(confirmed.granted(), since, Set.of(), null, null));
            dropPending(tx);
            tx.record(event(AuditAction.BACKEND_PAIRED, confirmed.device().value())
                    .with("scopes", confirmed.granted().scopes().toString()));
        });
        confirmedAt.set(clock.instant());
    }

    private boolean isOnRecord(Confirmed confirmed) {
        return store.find(owner) instanceof Pairing.Paired paired
                && paired.access().equals(confirmed.granted())
                && pending().isEmpty();
    }

    private void await(Waiting waiting) {
        confirmedAt.set(null);
        changeUnless(() -> isOnRecord(waiting), tx -> {
            endPairing(tx, new Pairing.Unpaired());
            dropPending(tx);
            store.putPending(tx, pending(waiting));
            tx.record(event(AuditAction.PAIRING_ASKED, waiting.requestId())
                    .with("owner", PendingDesk.name(owner))
                    .with("device", waiting.device().value())
                    .with("scopes", waiting.requested().scopes().toString()));
        });
    }

    private boolean isOnRecord(Waiting waiting) {
        return !(store.find(owner) instanceof Pairing.Paired)
                && pending()
                        .filter(known -> known.requestId().equals(waiting.requestId()))
                        .isPresent();
    }

    private void withdraw(Withdrawn withdrawn) {
        confirmedAt.set(null);
        changeUnless(
                () -> store.find(owner) instanceof Pairing.Revoked && pending().isEmpty(), tx -> {
                    endPairing(tx, new Pairing.Revoked(clock.instant()));
                    dropPending(tx);
                    tx.record(event(AuditAction.BACKEND_WITHDRAWN, PendingDesk.name(owner))
                            .with("code", withdrawn.code()));
                });
    }

    /** Looks before the transaction, because most observations are no news, and within it, because others write too. */
    private void changeUnless(BooleanSupplier onRecord, Consumer<Tx> change) {
        if (onRecord.getAsBoolean()) {
            return;
        }
        unit.commit(tx -> {
            if (!onRecord.getAsBoolean()) {
                change.accept(tx);
            }
            return owner;
        });
    }

    private void endPairing(Tx tx, Pairing instead) {
        if (store.find(owner) instanceof Pairing.Paired) {
            tx.revoke(new Revocation.OfBackend(owner.name()));
        }
        store.put(tx, owner, instead);
    }

    private void dropPending(Tx tx) {
        pending().ifPresent(old -> store.removePending(tx, old.requestId()));
    }

    private PendingPairing pending(Waiting waiting) {
        Instant now = clock.instant();
        return new PendingPairing(
                waiting.requestId(),
                owner,
                null,
                null,
                null,
                PairingReason.NOT_PAIRED,
                waiting.requested(),
                now,
                now.plus(PendingDesk.LIFE),
                null);
    }

    private static AuditEvent event(AuditAction action, String target) {
        return AuditEvent.of(action, AuditEvent.GATEWAY, target);
    }
}
