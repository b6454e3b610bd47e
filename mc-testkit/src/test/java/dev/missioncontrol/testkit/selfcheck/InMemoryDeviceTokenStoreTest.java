package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.DeviceTokenStoreContract;
import dev.missioncontrol.trust.InMemoryDeviceTokenStore;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import java.time.InstantSource;

class InMemoryDeviceTokenStoreTest extends DeviceTokenStoreContract {
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryDeviceTokenStore store = new InMemoryDeviceTokenStore(unit);

    @Override
    protected DeviceTokenStore tokens() {
        return store;
    }

    @Override
    protected UnitOfWork unit() {
        return unit;
    }
}
