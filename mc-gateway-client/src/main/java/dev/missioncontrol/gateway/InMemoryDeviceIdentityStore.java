package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.gateway.spi.DeviceIdentityStore;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps a device identity until the process ends: for tests. Thread-safe. */
public final class InMemoryDeviceIdentityStore implements DeviceIdentityStore {
    private final SecureRandom random;
    private final AtomicReference<@Nullable DeviceIdentity> identity = new AtomicReference<>();

    /** An empty store that draws new keys from this source. */
    public InMemoryDeviceIdentityStore(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Optional<DeviceIdentity> load() {
        return Optional.ofNullable(identity.get());
    }

    @Override
    public DeviceIdentity create() {
        DeviceIdentity fresh = DeviceIdentity.generate(random);
        if (!identity.compareAndSet(null, fresh)) {
            throw new StoreException("there is an identity already and it is not overwritten");
        }
        return fresh;
    }
}
