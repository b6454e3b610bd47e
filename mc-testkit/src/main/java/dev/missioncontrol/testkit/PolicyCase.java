package dev.missioncontrol.testkit;

import dev.missioncontrol.trust.Pairings;
import dev.missioncontrol.trust.TrustRequest;

/** One question a policy is asked, with what is on record. */
record PolicyCase(TrustRequest request, Pairings known) {
    PolicyCase knowing(Pairings other) {
        return new PolicyCase(request, other);
    }
}
