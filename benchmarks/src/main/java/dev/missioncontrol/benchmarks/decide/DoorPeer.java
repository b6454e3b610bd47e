package dev.missioncontrol.benchmarks.decide;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.trust.TrustPolicies;

/** The ways to decide that are measured side by side. None but ours knows devices, pairings or revocation. */
public enum DoorPeer {
    /** {@code TrustEngine.decide} under {@code backendOwned}, records in the heap. */
    OURS {
        @Override
        Door over(int people) {
            return new EngineDoor(people, TrustPolicies.backendOwned(Role.VIEWER));
        }
    },
    /** The same with a pairing of each device beside it. */
    OURS_HARDENED {
        @Override
        Door over(int people) {
            return new EngineDoor(
                    people, TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
        }
    },
    /** jCasbin's role-based model with a rule for each person. */
    CASBIN {
        @Override
        Door over(int people) {
            return CasbinDoor.of(people);
        }
    },
    /** Spring Security's manager for authorities over a role hierarchy. */
    SPRING {
        @Override
        Door over(int people) {
            return SpringDoor.of(people);
        }
    };

    abstract Door over(int people);

    /** Every third person is an administrator, the others read. */
    static boolean isAdmin(int person) {
        return person % 3 == 0;
    }
}
