package dev.missioncontrol.testkit.selfcheck;

import static dev.missioncontrol.trust.TrustPolicies.perDevice;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.testkit.TrustPolicyContract;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.TrustBasis;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Policies that break one rule each. They run only when a test of the kit starts them. */
final class BrokenPolicies {
    private BrokenPolicies() {}

    static class Sound extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return perDevice();
        }
    }

    static class Throwing extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> {
                if (known.backend() instanceof Pairing.Revoked && request.device() != null) {
                    throw new IllegalStateException("only sometimes");
                }
                return TrustVote.abstain();
            };
        }
    }

    static class ReturningNull extends TrustPolicyContract {
        @Override
        @SuppressWarnings("NullAway") // what a careless author may do is the point
        protected TrustPolicy policy() {
            return (request, known) -> known.user() instanceof Pairing.Revoked ? null : TrustVote.abstain();
        }
    }

    static class Blocking extends TrustPolicyContract {
        @Override
        protected Duration deadline() {
            return Duration.ofMillis(50);
        }

        @Override
        protected TrustPolicy policy() {
            return (request, known) -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                return TrustVote.abstain();
            };
        }
    }

    static class GrantingTheRevoked extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> new TrustVote.Grant(TrustBasis.CUSTOM, request.requested());
        }
    }

    static class GrantingBeyondTheRequest extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) ->
                    known.device() instanceof Pairing.Revoked || known.user() instanceof Pairing.Revoked
                            ? TrustVote.abstain()
                            : new TrustVote.Grant(TrustBasis.CUSTOM, Access.fullOperator());
        }
    }

    static class ApprovingTheForgotten extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> request.peer() instanceof Peer.Loopback
                            && request.device() != null
                            && !(known.device() instanceof Pairing.Revoked)
                            && !(known.user() instanceof Pairing.Revoked)
                    ? new TrustVote.Grant(TrustBasis.LOOPBACK, request.requested())
                    : TrustVote.abstain();
        }
    }

    static class GrantingTooMuch extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> known.backend() instanceof Pairing.Paired
                            && !(known.device() instanceof Pairing.Revoked)
                            && !(known.user() instanceof Pairing.Revoked)
                    ? new TrustVote.Grant(TrustBasis.BACKEND, Access.fullOperator())
                    : TrustVote.abstain();
        }
    }

    static class FakingLoopback extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> request.peer().address().isLoopbackAddress()
                            && !(known.device() instanceof Pairing.Revoked)
                            && !(known.user() instanceof Pairing.Revoked)
                    ? new TrustVote.Grant(TrustBasis.LOOPBACK, request.requested())
                    : TrustVote.abstain();
        }
    }

    static class KeepingState extends TrustPolicyContract {
        private final AtomicBoolean seen = new AtomicBoolean();

        @Override
        protected TrustPolicy policy() {
            return (request, known) -> seen.getAndSet(true)
                    ? TrustVote.abstain()
                    : new TrustVote.AskPairing(new Owner.Backend("x"), PairingReason.NOT_PAIRED);
        }
    }

    static class NotThreadSafe extends TrustPolicyContract {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        protected TrustPolicy policy() {
            return (request, known) -> {
                int others = inside.getAndIncrement();
                LockSupport.parkNanos(1_000);
                inside.decrementAndGet();
                return others == 0
                        ? TrustVote.abstain()
                        : new TrustVote.AskPairing(new Owner.Backend("x"), PairingReason.NOT_PAIRED);
            };
        }
    }

    static class DenyingTheUnknown extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return (request, known) -> known.backend() instanceof Pairing.Paired
                    ? TrustVote.abstain()
                    : new TrustVote.Deny(DenyReason.VETOED);
        }
    }

    static class AskingForAStranger extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            Owner stranger = new Owner.Device(new DeviceId("ab".repeat(32)));
            return (request, known) -> new TrustVote.AskPairing(stranger, PairingReason.NOT_PAIRED);
        }
    }
}
