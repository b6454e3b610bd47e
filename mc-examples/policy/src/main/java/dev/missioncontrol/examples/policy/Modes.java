package dev.missioncontrol.examples.policy;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.trust.TrustModes;
import dev.missioncontrol.trust.TrustPolicies;

/** Two policies that an administrator can switch between while the server runs. */
public final class Modes {
    private Modes() {}

    /** Signing in is enough at first; hardened, each browser needs an approval of its own. */
    public static TrustModes ofABackend() {
        return TrustModes.startingWith("backend-owned", TrustPolicies.backendOwned(Role.VIEWER))
                .or(
                        "hardened",
                        TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
    }
}
