package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.Access;
import java.util.List;
import java.util.Objects;

/** The engine's one answer. There is no "don't know": whoever forgets to grant, denies. */
public sealed interface TrustDecision {
    /**
     * Let it in.
     *
     * @param basis what the trust rests on
     * @param access no more than was asked for
     */
    record Trusted(TrustBasis basis, Access access) implements TrustDecision {
        public Trusted {
            Objects.requireNonNull(basis, "basis");
            Objects.requireNonNull(access, "access");
        }
    }

    /**
     * Not yet: somebody has to approve first.
     *
     * @param pending what waits, in the order backend, user, device; never empty
     */
    record PairingRequired(List<PendingPairing> pending) implements TrustDecision {
        public PairingRequired {
            pending = List.copyOf(pending);
            if (pending.isEmpty()) {
                throw new IllegalArgumentException("a required pairing is pending");
            }
        }
    }

    /**
     * No.
     *
     * @param reason for logs and events
     */
    record Denied(DenyReason reason) implements TrustDecision {
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
