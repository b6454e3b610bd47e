package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.UserStoreContract;
import java.time.InstantSource;

class InMemoryUserStoreTest extends UserStoreContract {

    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    private final InMemoryUserStore store = new InMemoryUserStore(unit);

    @Override
    protected UserStore users() {
        return store;
    }

    @Override
    protected UnitOfWork unit() {
        return unit;
    }
}
