package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import java.time.InstantSource;

/** Whom to trust, and how far: one policy, what it looks at, and the desks where people decide. */
record TrustParts(TrustEngine engine, BackendTrust backend, PairingDesk desk, Devices devices) {
    /** The policy in force, for people. */
    static final String POLICY = "backendOwned(viewer)";

    private static final String BACKEND = "backend";

    static TrustParts over(JdbcDatabase stores, InstantSource clock) {
        TrustEngine engine = TrustEngine.builder(TrustPolicies.backendOwned(Role.VIEWER), stores.pairings(), stores)
                .clock(clock)
                .backend(BACKEND)
                .build();
        return new TrustParts(
                engine,
                new BackendTrust(BACKEND, stores.pairings(), stores, clock),
                new PairingDesk(engine, stores.pairings(), stores, clock),
                new Devices(engine, stores.pairings(), stores, clock));
    }
}
