package dev.missioncontrol.examples.dashboard;

import static dev.missioncontrol.trust.TrustPolicies.allOf;
import static dev.missioncontrol.trust.TrustPolicies.backendOwned;
import static dev.missioncontrol.trust.TrustPolicies.perDevice;

import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.jdbc.JdbcDatabase;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.ModeSwitch;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustModes;
import dev.missioncontrol.trust.spi.DeviceCutOff;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.InstantSource;

/** Whom to trust, and how far: the policies to choose from, what they look at, and the desks where people decide. */
record TrustParts(
        TrustEngine engine,
        PairingStore pairings,
        BackendTrust backend,
        ModeSwitch modes,
        PairingDesk desk,
        Devices devices,
        DeviceTokens deviceTokens) {
    private static final TrustModes MODES = TrustModes.startingWith("backend-owned", backendOwned(Role.VIEWER))
            .or("hardened", allOf(backendOwned(Role.VIEWER), perDevice()));

    private static final String BACKEND = "backend";

    /** Over these stores; {@code signIns} ends what else hangs on a revoked device. */
    static TrustParts over(JdbcDatabase stores, InstantSource clock, Tokens tokens, DeviceCutOff signIns) {
        PairingStore pairings = stores.pairings();
        TrustEngine engine = TrustEngine.builder(MODES, pairings, stores)
                .clock(clock)
                .backend(BACKEND)
                .build();
        DeviceTokens deviceTokens = new DeviceTokens(engine, stores.deviceTokens(), pairings, stores, tokens, clock);
        return new TrustParts(
                engine,
                pairings,
                new BackendTrust(BACKEND, pairings, stores, clock),
                new ModeSwitch(engine, pairings, stores, clock),
                new PairingDesk(engine, pairings, stores, clock),
                new Devices(engine, pairings, stores, clock, deviceTokens, signIns),
                deviceTokens);
    }
}
