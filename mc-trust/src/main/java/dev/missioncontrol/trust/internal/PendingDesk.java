package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pending requests: one for each owner and device. The same or a narrower retry of the same person keeps its
 * id and lives on; a wider one replaces it by the union, under a new id. What people see under an id never changes: a
 * retry with another user, platform or device family is a new request.
 */
public final class PendingDesk {
    /** How long a request waits for approval unless it is asked again. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private final PairingStore store;
    private final Supplier<UUID> ids;
    private final Owner.Backend backend;
    private final PendingCaps caps;

    /** Over this store, for this backend, with so much room for open requests, which {@code ids} names. */
    public PendingDesk(PairingStore store, Supplier<UUID> ids, Owner.Backend backend, PendingCaps caps) {
        this.store = store;
        this.ids = ids;
        this.backend = backend;
        this.caps = caps;
    }

    /** What the asks lead to, without writing it, ordered backend, user, device; empty if there is no room. */
    public List<PendingPairing> drafts(TrustRequest request, List<AskPairing> asks, Instant now) {
        List<PendingPairing> drafts = new ArrayList<>();
        asks.forEach(ask -> drafts.add(
                ask.owner() instanceof Owner.Backend ? atGateway(request, ask, now) : draft(request, ask, now)));
        drafts.sort(Comparator.comparingInt(PendingDesk::rank));
        return hasRoom(drafts, now) ? drafts : List.of();
    }

    /** Writes drafts made in this transaction: renewed, replaced or new. Only what is new to people is recorded. */
    public void write(Tx tx, List<PendingPairing> drafts, Instant now) {
        makeRoom(tx, drafts, now);
        drafts.stream().filter(PendingDesk::isOurs).forEach(draft -> write(tx, draft));
        drop(tx, store, pending -> isOurs(pending) && !isOpen(pending, now));
    }

    /** Removes the requests that pass. */
    public static void drop(Tx tx, PairingStore store, Predicate<PendingPairing> filter) {
        List<PendingPairing> gone = store.allPending().stream().filter(filter).toList();
        gone.forEach(pending -> store.removePending(tx, pending.requestId()));
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

    private void write(Tx tx, PendingPairing draft) {
        Optional<PendingPairing> before = store.pending(draft.owner(), Optional.ofNullable(draft.device()));
        boolean renewed =
                before.filter(b -> b.requestId().equals(draft.requestId())).isPresent();
        if (!renewed) {
            before.ifPresent(old -> store.removePending(tx, old.requestId()));
            AuditEvent asked = AuditEvent.of(AuditAction.PAIRING_ASKED, actor(draft), draft.requestId())
                    .with("owner", name(draft.owner()))
                    .with("reason", draft.reason().wireName())
                    .with("scopes", draft.requested().scopes().toString());
            tx.record(draft.address() == null ? asked : asked.from(draft.address()));
        }
        store.putPending(tx, draft);
    }

    private PendingPairing draft(TrustRequest request, AskPairing ask, Instant now) {
        PendingPairing fresh = pending(ids.get().toString(), request, ask, request.requested(), now);
        Optional<PendingPairing> open = store.pending(fresh.owner(), Optional.ofNullable(fresh.device()))
                .filter(pending -> isOpen(pending, now) && isOfSameAsker(pending, fresh));
        if (open.isEmpty()) {
            return fresh;
        }
        return open.get().requested().covers(fresh.requested())
                ? renewed(open.get(), now)
                : pending(fresh.requestId(), request, ask, union(open.get().requested(), fresh.requested()), now);
    }

    /** The backend asks at the gateway, through its control connection: here its request is only shown. */
    private PendingPairing atGateway(TrustRequest request, AskPairing ask, Instant now) {
        return store.pending(backend, Optional.empty())
                .orElseGet(() -> new PendingPairing(
                        "", backend, null, null, null, ask.why(), request.requested(), now, now.plus(LIFE), null));
    }

    /** Requests that are open already keep their place, however full it is. */
    private boolean hasRoom(List<PendingPairing> drafts, Instant now) {
        List<PendingPairing> open = open(now);
        List<PendingPairing> added = added(drafts, open);
        return added.isEmpty() || caps.admit(added, open);
    }

    /** Of people nobody knows the oldest give way to those who signed in. */
    private void makeRoom(Tx tx, List<PendingPairing> drafts, Instant now) {
        List<PendingPairing> open = open(now);
        caps.givingWay(added(drafts, open), open).forEach(old -> store.removePending(tx, old.requestId()));
    }

    private List<PendingPairing> open(Instant now) {
        return store.allPending().stream()
                .filter(pending -> isOurs(pending) && isOpen(pending, now))
                .toList();
    }

    private static List<PendingPairing> added(List<PendingPairing> drafts, List<PendingPairing> open) {
        return drafts.stream()
                .filter(draft -> isOurs(draft) && open.stream().noneMatch(other -> isSamePlace(draft, other)))
                .toList();
    }

    private static PendingPairing pending(String id, TrustRequest request, AskPairing ask, Access wanted, Instant now) {
        return new PendingPairing(
                id,
                ask.owner(),
                device(request),
                user(request),
                request.traits(),
                ask.why(),
                wanted,
                now,
                now.plus(LIFE),
                request.peer().address());
    }

    private static PendingPairing renewed(PendingPairing open, Instant now) {
        return new PendingPairing(
                open.requestId(),
                open.owner(),
                open.device(),
                open.user(),
                open.traits(),
                open.reason(),
                open.requested(),
                open.askedAt(),
                now.plus(LIFE),
                open.address());
    }

    private static boolean isOfSameAsker(PendingPairing one, PendingPairing other) {
        return Objects.equals(one.user(), other.user())
                && Objects.equals(PinnedTraits.of(one.traits()), PinnedTraits.of(other.traits()));
    }

    private static boolean isSamePlace(PendingPairing one, PendingPairing other) {
        return one.owner().equals(other.owner()) && Objects.equals(one.device(), other.device());
    }

    private static boolean isOurs(PendingPairing pending) {
        return !(pending.owner() instanceof Owner.Backend);
    }

    private static boolean isOpen(PendingPairing pending, Instant now) {
        return pending.expiresAt().isAfter(now);
    }

    private static int rank(PendingPairing pending) {
        if (pending.owner() instanceof Owner.Backend) {
            return 0;
        }
        return pending.owner() instanceof Owner.User ? 1 : 2;
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
