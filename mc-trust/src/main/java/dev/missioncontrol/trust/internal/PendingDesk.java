package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.PairingStore;
import dev.missioncontrol.trust.spi.TrustVote.AskPairing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pending requests: one for each owner and device. The same or a narrower retry keeps its id and lives on; a
 * wider one replaces it by the union, under a new id.
 */
public final class PendingDesk {
    /** How long a request waits for approval unless it is asked again. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private final PairingStore store;
    private final Supplier<UUID> ids;

    /** Over this store, with ids from {@code ids}. */
    public PendingDesk(PairingStore store, Supplier<UUID> ids) {
        this.store = store;
        this.ids = ids;
    }

    /** What {@code ask} leads to, without writing it. */
    public PendingPairing draft(TrustRequest request, AskPairing ask, Instant now) {
        Optional<PendingPairing> open = open(request, ask, now);
        if (open.isPresent() && open.get().requested().covers(request.requested())) {
            PendingPairing same = open.get();
            return pending(same.requestId(), request, ask, same.requested(), same.askedAt(), now);
        }
        Access wanted = open.map(narrower -> union(narrower.requested(), request.requested()))
                .orElse(request.requested());
        return pending(ids.get().toString(), request, ask, wanted, now, now);
    }

    /** Writes a draft: renewed, replaced or new. Only what people have not seen yet is recorded. */
    public void write(Tx tx, PendingPairing draft) {
        Optional<PendingPairing> before = store.pending(draft.owner(), Optional.ofNullable(draft.device()));
        boolean renewed =
                before.filter(b -> b.requestId().equals(draft.requestId())).isPresent();
        if (!renewed) {
            before.ifPresent(old -> store.removePending(tx, old.requestId()));
            tx.record(AuditEvent.of(AuditAction.PAIRING_ASKED, actor(draft), draft.requestId())
                    .with("owner", name(draft.owner()))
                    .with("reason", draft.reason().wireName())
                    .with("scopes", draft.requested().scopes().toString()));
        }
        store.putPending(tx, draft);
    }

    /** The name of an owner in audit records. */
    public static String name(Owner owner) {
        if (owner instanceof Owner.Device device) {
            return "device:" + device.id().value();
        }
        return owner instanceof Owner.User user
                ? "user:" + user.id().value()
                : "backend:" + ((Owner.Backend) owner).name();
    }

    private Optional<PendingPairing> open(TrustRequest request, AskPairing ask, Instant now) {
        return store.pending(ask.owner(), Optional.ofNullable(device(request)))
                .filter(pending -> pending.expiresAt().isAfter(now));
    }

    private static PendingPairing pending(
            String id, TrustRequest request, AskPairing ask, Access wanted, Instant askedAt, Instant now) {
        DeviceTraits traits = request.traits();
        return new PendingPairing(
                id, ask.owner(), device(request), user(request), traits, ask.why(), wanted, askedAt, now.plus(LIFE));
    }

    private static Access union(Access one, Access other) {
        return one.role() == other.role() ? one.union(other) : other;
    }

    private static @Nullable DeviceId device(TrustRequest request) {
        return request.device() == null ? null : request.device().id();
    }

    private static @Nullable UserId user(TrustRequest request) {
        return request.subject() instanceof Subject.Authenticated who ? who.id() : null;
    }

    private static String actor(PendingPairing draft) {
        return draft.user() == null ? AuditEvent.NOBODY : draft.user().value();
    }
}
