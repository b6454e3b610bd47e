package dev.missioncontrol.trust.internal;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.TrustRequest;
import dev.missioncontrol.trust.spi.TrustVote;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each device stands for itself. */
public record PerDevice() implements BuiltInPolicy {
    @Override
    public TrustVote opinion(TrustRequest request, Pairings known) {
        if (request.device() == null) {
            return TrustVote.abstain();
        }
        Owner owner = new Owner.Device(request.device().id());
        if (!(known.device() instanceof Pairing.Paired paired)) {
            return new TrustVote.AskPairing(owner, PairingReason.NOT_PAIRED);
        }
        return missing(request, paired)
                .<TrustVote>map(reason -> new TrustVote.AskPairing(owner, reason))
                .orElseGet(() -> new TrustVote.Grant(TrustBasis.DEVICE, paired.access()));
    }

    /** What the pairing of this device lacks for this request. */
    static Optional<PairingReason> missing(TrustRequest request, Pairing.Paired paired) {
        if (!Objects.equals(paired.holder(), holder(request.subject()))) {
            return Optional.of(PairingReason.OTHER_HOLDER);
        }
        if (paired.traits() != null && !samePlace(paired.traits(), request.traits())) {
            return Optional.of(PairingReason.METADATA_UPGRADE);
        }
        if (paired.access().role() != request.requested().role()) {
            return Optional.of(PairingReason.ROLE_UPGRADE);
        }
        return paired.access().covers(request.requested())
                ? Optional.empty()
                : Optional.of(PairingReason.SCOPE_UPGRADE);
    }

    private static @Nullable UserId holder(Subject subject) {
        return subject instanceof Subject.Authenticated who ? who.id() : null;
    }

    /** As at the gateway: a pinned value that is empty is not compared. */
    private static boolean samePlace(DeviceTraits pinned, @Nullable DeviceTraits now) {
        return now != null
                && same(pinned.platform(), now.platform())
                && same(pinned.deviceFamily(), now.deviceFamily());
    }

    private static boolean same(String pinned, String now) {
        return pinned.isEmpty() || pinned.strip().equalsIgnoreCase(now.strip());
    }
}
