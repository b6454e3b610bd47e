package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.InMemoryDeviceTokenStore;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PairingDesk;
import dev.missioncontrol.trust.PairingReason;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.TrustEngine;
import dev.missioncontrol.trust.TrustPolicies;
import dev.missioncontrol.trust.spi.PairingStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Records in the heap, and the registry over them. */
final class Records implements AutoCloseable {
    final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
    final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(clock);
    final InMemoryPairingStore store = new InMemoryPairingStore(unit);
    final HostDesk host = new HostDesk(store, unit, clock);
    final Registry registry;
    private final TrustEngine engine;

    /** With a registry that reads through this. */
    Records(UnaryOperator<PairingStore> reading) {
        PairingStore read = reading.apply(store);
        SecureRandom random = new SecureRandom();
        engine = TrustEngine.builder(TrustPolicies.perUser(Role.VIEWER), store, unit)
                .clock(clock)
                .build();
        registry = new Registry(
                new PairingDesk(engine, read, unit, clock),
                new Devices(engine, read, unit, clock),
                new DeviceTokens(engine, new InMemoryDeviceTokenStore(unit), store, unit, new Tokens(random), clock),
                new BackendCard(DeviceIdentity.generate(random), ClientProfile.backend("Test", "1"), Set::of),
                Set::of);
    }

    /** Notes that this owner waits for access, on this device. */
    PendingPairing ask(String requestId, Owner owner, @Nullable DeviceId device, Access access) {
        Instant now = clock.instant();
        UserId user = owner instanceof Owner.User person ? person.id() : null;
        PendingPairing pending = new PendingPairing(
                requestId,
                owner,
                device,
                user,
                null,
                PairingReason.NOT_PAIRED,
                access,
                now,
                now.plus(Duration.ofMinutes(5)),
                null);
        unit.commit(tx -> {
            store.putPending(tx, pending);
            return pending;
        });
        return pending;
    }

    /** Puts a device on record. */
    void pair(DeviceId device, Access access) {
        unit.commit(tx -> {
            Pairing.Paired paired = new Pairing.Paired(access, clock.instant(), Set.of(), null, null);
            store.put(tx, new Owner.Device(device), paired);
            return paired;
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}
