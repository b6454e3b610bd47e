package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustRequest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pairing looks like once it is approved. */
final class Records {
    private Records() {}

    /** A first pairing of the request's device, as it asks. */
    static Pairing.Paired fresh(TrustRequest request, Instant now) {
        return new Pairing.Paired(request.requested(), now, Set.of(), holder(request), request.traits());
    }

    /** What the request's device asks for, on top of what it has. Nobody approved all of that. */
    static Pairing.Paired onTop(Pairing.Paired before, TrustRequest request, Instant now) {
        return before.access().role() == request.requested().role() && Objects.equals(before.holder(), holder(request))
                ? new Pairing.Paired(
                        before.access().union(request.requested()),
                        before.since(),
                        Set.of(),
                        before.holder(),
                        before.traits())
                : fresh(request, now);
    }

    /**
     * The pairing of an approved request. More scopes come on top of what was approved; with anything else the record
     * starts anew. Earlier approvers stay only where nothing was added to what they approved.
     */
    static Pairing.Paired approved(Pairing before, PendingPairing pending, Set<UserId> by, Instant now) {
        if (!(before instanceof Pairing.Paired paired) || !isOfSame(paired, pending)) {
            return new Pairing.Paired(pending.requested(), now, by, holder(pending), traits(pending));
        }
        boolean nothingNew = paired.access().covers(pending.requested());
        Access access = nothingNew ? paired.access() : paired.access().union(pending.requested());
        Set<UserId> approvers = new LinkedHashSet<>(nothingNew ? paired.approvedBy() : Set.of());
        approvers.addAll(by);
        return new Pairing.Paired(access, paired.since(), approvers, paired.holder(), traits(pending));
    }

    private static boolean isOfSame(Pairing.Paired before, PendingPairing pending) {
        return before.access().role() == pending.requested().role()
                && Objects.equals(before.holder(), holder(pending))
                && PinnedTraits.of(before.traits()).equals(PinnedTraits.of(traits(pending)));
    }

    private static @Nullable UserId holder(TrustRequest request) {
        return request.subject() instanceof Subject.Authenticated who ? who.id() : null;
    }

    /** A person's pairing holds on whatever device. */
    private static @Nullable DeviceTraits traits(PendingPairing pending) {
        return pending.owner() instanceof Owner.Device ? pending.traits() : null;
    }

    private static @Nullable UserId holder(PendingPairing pending) {
        return pending.owner() instanceof Owner.Device ? pending.user() : null;
    }
}
