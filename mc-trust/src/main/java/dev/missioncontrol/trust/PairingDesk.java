package dev.missioncontrol.trust;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.trust.DeskResult.Done;
import dev.missioncontrol.trust.DeskResult.Fault;
import dev.missioncontrol.trust.DeskResult.Refused;
import dev.missioncontrol.trust.internal.Authority;
import dev.missioncontrol.trust.internal.PendingDesk;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where people approve and reject pairing requests.
 *
 * <p>Whose approval counts: the caller must be trusted under the policy in force, hold {@code operator.pairing} and every
 * scope at stake; so nobody approves more than they have. Under a policy that asks for devices the caller's own device
 * has to be trusted already, so a device cannot approve itself. Thread-safe; calls block on the store.
 */
public final class PairingDesk {
    private final PairingStore store;
    private final UnitOfWork unit;
    private final InstantSource clock;
    private final Authority authority;

    /** Over the same stores as {@code engine}, which also judges the callers. */
    public PairingDesk(TrustEngine engine, PairingStore store, UnitOfWork unit, InstantSource clock) {
        this.store = store;
        this.unit = unit;
        this.clock = clock;
        this.authority = new Authority(engine, store);
    }

    /** What waits for approval, oldest first. The backend's request is among it, though only the gateway approves it. */
    public List<PendingPairing> pending() {
        Instant now = clock.instant();
        return store.allPending().stream()
                .filter(pending -> pending.owner() instanceof Owner.Backend
                        || pending.expiresAt().isAfter(now))
                .toList();
    }

    /**
     * Approves a request as it stands.
     *
     * @param caller the facts of the connection that approves; what it asks for is not looked at
     */
    public DeskResult approve(String requestId, TrustRequest caller) {
        return settle(requestId, caller, (tx, pending, by) -> {
            store.put(tx, pending.owner(), paired(pending, by));
            tx.record(event(AuditAction.PAIRING_APPROVED, pending, by)
                    .with("scopes", pending.requested().scopes().toString()));
        });
    }

    /** Rejects a request; it may be asked again. */
    public DeskResult reject(String requestId, TrustRequest caller) {
        return settle(
                requestId, caller, (tx, pending, by) -> tx.record(event(AuditAction.PAIRING_REJECTED, pending, by)));
    }

    private DeskResult settle(String requestId, TrustRequest caller, Settlement settlement) {
        Optional<PendingPairing> seen = store.pending(requestId);
        if (seen.isEmpty()) {
            return new Refused(Fault.UNKNOWN);
        }
        Optional<UserId> by = authority.over(caller, seen.get().requested());
        if (by.isEmpty() || isOwnDevice(caller, seen.get())) {
            return new Refused(Fault.NOT_ALLOWED);
        }
        return unit.commit(tx -> store.pending(requestId)
                .map(pending -> authority.isCutOff(caller)
                        ? new Refused(Fault.NOT_ALLOWED)
                        : settle(tx, pending, by.get(), settlement))
                .orElse(new Refused(Fault.UNKNOWN)));
    }

    private DeskResult settle(Tx tx, PendingPairing pending, UserId by, Settlement settlement) {
        if (pending.owner() instanceof Owner.Backend) {
            return new Refused(Fault.AT_THE_GATEWAY);
        }
        if (!pending.expiresAt().isAfter(clock.instant())) {
            return new Refused(Fault.EXPIRED);
        }
        store.removePending(tx, pending.requestId());
        if (store.find(pending.owner()) instanceof Pairing.Revoked) {
            return new Refused(Fault.UNKNOWN);
        }
        settlement.apply(tx, pending, by);
        return new Done();
    }

    private static boolean isOwnDevice(TrustRequest caller, PendingPairing pending) {
        return caller.device() != null && caller.device().id().equals(pending.device());
    }

    private Pairing paired(PendingPairing pending, UserId by) {
        Set<UserId> approvers = new LinkedHashSet<>();
        Instant since = clock.instant();
        Access access = pending.requested();
        if (store.find(pending.owner()) instanceof Pairing.Paired before) {
            approvers.addAll(before.approvedBy());
            since = before.since();
            access = widens(pending, before) ? before.access().union(access) : access;
        }
        approvers.add(by);
        return new Pairing.Paired(access, since, approvers, holder(pending), pending.traits());
    }

    /** More scopes come on top of what was approved; with anything else the record starts anew. */
    private static boolean widens(PendingPairing pending, Pairing.Paired before) {
        return pending.reason() == PairingReason.SCOPE_UPGRADE
                && before.access().role() == pending.requested().role()
                && Objects.equals(before.holder(), holder(pending));
    }

    private static @Nullable UserId holder(PendingPairing pending) {
        return pending.owner() instanceof Owner.Device ? pending.user() : null;
    }

    private static AuditEvent event(AuditAction action, PendingPairing pending, UserId by) {
        return AuditEvent.by(by, action, PendingDesk.name(pending.owner())).with("request", pending.requestId());
    }

    /** What a settled request leads to. */
    @FunctionalInterface
    private interface Settlement {
        void apply(Tx tx, PendingPairing pending, UserId by);
    }
}
