package dev.missioncontrol.testkit.selfcheck;

import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.anyOf;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.loopbackAutoApprove;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;
import static dev.missioncontrol.trust.TrustPolicies.perUser;
import static dev.missioncontrol.trust.TrustPolicies.vetoedBy;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.testkit.TrustPolicyContract;
import dev.missioncontrol.trust.DenyReason;
import dev.missioncontrol.trust.spi.TrustPolicy;
import dev.missioncontrol.trust.spi.TrustVote;
import org.junit.jupiter.api.Nested;

class OwnPoliciesTest {
    @Nested
    class BackendOwned extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return backendOwned(Role.VIEWER);
        }
    }

    @Nested
    class BackendOwnedForAdmins extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return backendOwned(Role.ADMIN);
        }
    }

    @Nested
    class PerDevice extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return perDevice();
        }
    }

    @Nested
    class Hardened extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return allOf(backendOwned(Role.VIEWER), perDevice());
        }
    }

    @Nested
    class PerUser extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return perUser(Role.VIEWER);
        }
    }

    @Nested
    class LoopbackAutoApprove extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return loopbackAutoApprove(Access.operator(Scope.READ, Scope.APPROVALS));
        }
    }

    @Nested
    class LoopbackOrDevice extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return anyOf(loopbackAutoApprove(Access.fullOperator()), allOf(perUser(Role.VIEWER), perDevice()));
        }
    }

    @Nested
    class Either extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            return anyOf(perDevice(), backendOwned(Role.OPERATOR));
        }
    }

    @Nested
    class VetoedByAPlace extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() {
            TrustPolicy noProxies = (request, known) -> request.peer() instanceof Peer.Proxied
                    ? new TrustVote.Deny(DenyReason.VETOED)
                    : TrustVote.abstain();
            return vetoedBy(backendOwned(Role.VIEWER), noProxies);
        }
    }
}
