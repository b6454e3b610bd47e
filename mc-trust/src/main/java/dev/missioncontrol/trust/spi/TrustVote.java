package dev.missioncontrol.trust.spi;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.TrustBasis;
import java.util.Objects;

/** A policy's opinion about one request. */
public sealed interface TrustVote {
    /**
     * For it.
     *
     * @param basis what the trust rests on
     * @param upTo the most this policy vouches for; the engine cuts it to the request
     */
    record Grant(TrustBasis basis, Access upTo) implements TrustVote {
        public Grant {
            Objects.requireNonNull(basis, "basis");
            Objects.requireNonNull(upTo, "upTo");
        }
    }

    /**
     * For it, once somebody approves a pairing.
     *
     * @param owner whose pairing is missing
     * @param why what is missing about it
     */
    record AskPairing(Owner owner, PairingReason why) implements TrustVote {
        public AskPairing {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A veto. It needs evidence against the request; lack of evidence for it is {@link Abstain} or {@link AskPairing}.
     *
     * @param why for logs and events
     */
    record Deny(DenyReason why) implements TrustVote {
        public Deny {
            Objects.requireNonNull(why, "why");
        }
    }

    /** No opinion. If nobody has one, the request is denied. */
    record Abstain() implements TrustVote {}

    /** No opinion. */
    static TrustVote abstain() {
        return new Abstain();
    }
}
