package dev.missioncontrol.relay.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.spi.PairingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single records are read singly: the store here does not list anything. */
class RegistryTest {
    private static final Set<String> LISTS = Set.of("devices", "allPending");
    private static final DeviceId LAPTOP = DeviceIdentity.ofSeed(new byte[32]).id();
    private static final Access READ = Access.operator(Scope.READ);

    private final Records records = new Records(RegistryTest::unlisted);

    @AfterEach
    void stop() {
        records.close();
    }

    @Test
    void request_when_looked_up_is_read_alone() {
        PendingPairing asked = records.ask("r1", new Owner.Device(LAPTOP), LAPTOP, READ);
        assertThat(records.registry.pending("r1")).contains(asked);
        assertThat(records.registry.pending("r2")).isEmpty();
    }

    @Test
    void request_of_the_backend_when_looked_up_is_not_ours() {
        records.ask("r1", new Owner.Backend("backend"), null, READ);
        assertThat(records.registry.pending("r1")).isEmpty();
    }

    @Test
    void device_when_looked_up_is_read_alone() {
        assertThat(records.registry.view(LAPTOP)).isEmpty();
        records.pair(LAPTOP, READ);
        assertThat(records.registry.view(LAPTOP))
                .hasValueSatisfying(view -> assertThat(view).containsEntry("deviceId", LAPTOP.value()));
        assertThat(records.registry.pairing(LAPTOP))
                .hasValueSatisfying(paired -> assertThat(paired.access()).isEqualTo(READ));
    }

    @Test
    void device_when_revoked_is_not_there() {
        records.pair(LAPTOP, READ);
        records.host.revoke(LAPTOP);
        assertThat(records.registry.view(LAPTOP)).isEmpty();
        assertThat(records.registry.pairing(LAPTOP)).isEmpty();
    }

    private static PairingStore unlisted(PairingStore store) {
        return (PairingStore) Proxy.newProxyInstance(
                PairingStore.class.getClassLoader(), new Class<?>[] {PairingStore.class}, (self, method, given) -> {
                    if (LISTS.contains(method.getName())) {
                        throw new AssertionError("everything is read for one: " + method.getName());
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
